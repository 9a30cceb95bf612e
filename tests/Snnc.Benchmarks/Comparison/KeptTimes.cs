using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Snnc.Benchmarks.Comparison;

/// <summary>A file that keeps the times of rounds, so that a comparison can go on in another run: a line each, of who ran, the workload, what ran it and milliseconds.</summary>
/// <param name="path">The file, or null to keep nothing.</param>
internal sealed class KeptTimes(string? path)
{
    /// <summary>What was kept of a group by earlier runs.</summary>
    public IEnumerable<(string Who, Measured Time)> Of(string group) => path is null || !File.Exists(path) ? [] :
        File.ReadLines(path).Select(line => line.Split('\t')).Where(parts => parts[1].StartsWith(group, System.StringComparison.Ordinal))
            .Select(parts => (parts[0], new Measured(parts[1], parts[2], double.Parse(parts[3], CultureInfo.InvariantCulture))));

    /// <summary>Keeps one more.</summary>
    public void Add(string who, Measured time)
    {
        if (path is not null)
        {
            File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{who}\t{time.Workload}\t{time.What}\t{time.Milliseconds}\n"));
        }
    }
}

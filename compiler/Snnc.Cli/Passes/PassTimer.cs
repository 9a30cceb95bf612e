using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Snnc.Cli.Terminals;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Passes;

/// <summary>Times the passes.</summary>
internal sealed class PassTimer : IPassObserver
{
    private readonly List<(string Pass, double Seconds)> _times = [];
    private long _start;

    /// <inheritdoc/>
    public void Before(string pass, Graph graph) => _start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void After(string pass, Graph graph) => _times.Add((pass, Stopwatch.GetElapsedTime(_start).TotalSeconds));

    /// <summary>Writes a table, the slowest first.</summary>
    public void Write(TextWriter output)
    {
        var table = new TextTable("pass", "time");
        foreach (var (pass, seconds) in _times.OrderByDescending(time => time.Seconds))
        {
            table.Add(pass, Duration.Exact(seconds));
        }

        table.Write(output, "");
    }
}

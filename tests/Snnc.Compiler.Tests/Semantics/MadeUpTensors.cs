using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Tests.Semantics;

/// <summary>
/// Containers that a text file lists beside a sample, NAME.tensors: a line <c>"digits.npz" "fc1.weight" [128, 784]</c> for each tensor, with a range
/// behind the shape where it is not -1 to 1. Values are random multiples of 2^-12, the same in every run.
/// </summary>
internal sealed partial class MadeUpTensors : ITensorResolver
{
    private readonly ILookup<string, Entry> _entries;

    private MadeUpTensors(IEnumerable<Entry> entries) => _entries = entries.ToLookup(entry => entry.Container);

    /// <summary>Reads the list beside a program; where there is none, no container exists.</summary>
    public static MadeUpTensors Beside(string program)
    {
        var path = Path.ChangeExtension(program, ".tensors");
        return new(File.Exists(path) ? File.ReadAllLines(path).Select(Parse) : []);
    }

    public ITensorSource Open(string sourcePath, string reference) => _entries.Contains(reference)
        ? new Source(reference, _entries[reference].ToDictionary(entry => entry.Info.Key))
        : throw new TensorFormatException(reference, "there is no such file");

    private static Entry Parse(string line)
    {
        var parts = Line().Match(line).Groups;
        var extents = parts[3].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(extent => int.Parse(extent, CultureInfo.InvariantCulture));
        return new(
            parts[1].Value, new TensorInfo(parts[2].Value, DType.Float32, Shape.Of(extents)),
            parts[4].Success ? double.Parse(parts[4].Value, CultureInfo.InvariantCulture) : -1,
            parts[5].Success ? double.Parse(parts[5].Value, CultureInfo.InvariantCulture) : 1);
    }

    [GeneratedRegex("""^"([^"]*)" "([^"]*)" \[([^\]]*)\](?: (\S+) (\S+))?$""")]
    private static partial Regex Line();

    private sealed record Entry(string Container, TensorInfo Info, double Low, double High);

    private sealed class Source(string name, Dictionary<string, Entry> entries) : ITensorSource
    {
        public string Name => name;

        public IReadOnlyList<TensorInfo> Tensors => entries.Values.Select(entry => entry.Info).ToList();

        public TensorData Read(string key)
        {
            var entry = entries[key];
            var random = new Random(key.Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter)));
            var values = new float[entry.Info.Shape.Size];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (float)(Math.Round((entry.Low + ((entry.High - entry.Low) * random.NextDouble())) * 4096) / 4096);
            }

            return new TensorData(entry.Info, values);
        }
    }
}

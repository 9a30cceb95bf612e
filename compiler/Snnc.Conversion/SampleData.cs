using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Conversion;

/// <summary>Samples of a network's inputs.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Lengths">The numbers of each input in one sample.</param>
/// <param name="Read">Reads a sample into arrays, one for each input; may be called from several threads.</param>
/// <param name="Labels">The right answer of each sample, or null.</param>
public sealed record SampleData(int Count, IReadOnlyList<int> Lengths, Action<int, float[][]> Read, IReadOnlyList<int>? Labels)
{
    /// <summary>The first samples.</summary>
    public SampleData Take(int count) => this with { Count = Math.Min(count, Count) };

    /// <summary>Room for one sample.</summary>
    public float[][] CreateBuffers() => [.. Lengths.Select(length => new float[length])];
}

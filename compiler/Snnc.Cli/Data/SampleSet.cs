using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cli.Data;

/// <summary>What a network is run on: samples of its inputs, and the right answers where they are known.</summary>
/// <param name="Count">The number of samples.</param>
/// <param name="Inputs">One for each input of the network, in its order.</param>
/// <param name="Labels">The right answer of each sample, or null.</param>
internal sealed record SampleSet(int Count, IReadOnlyList<InputArray> Inputs, int[]? Labels)
{
    /// <summary>The samples of a network without inputs: one run.</summary>
    public static SampleSet OneRun { get; } = new(1, [], null);

    /// <summary>Room for one sample.</summary>
    public float[][] CreateBuffers() => [.. Inputs.Select(input => new float[input.Length])];

    /// <summary>Reads one sample.</summary>
    public void Read(int sample, float[][] buffers)
    {
        for (var i = 0; i < buffers.Length; i++)
        {
            Inputs[i].Samples.Read(sample, buffers[i]);
        }
    }
}

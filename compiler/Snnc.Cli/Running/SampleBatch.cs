using System;
using Snnc.Runtime;

namespace Snnc.Cli.Running;

/// <summary>The arrays of several samples, the first axis of which is the sample.</summary>
/// <param name="inputs">Those of one sample.</param>
/// <param name="outputs">Those of one sample.</param>
/// <param name="samples">The most samples.</param>
internal sealed class SampleBatch(float[][] inputs, Array[] outputs, int samples)
{
    /// <summary>Gets the inputs of all.</summary>
    public float[][] Inputs { get; } = Array.ConvertAll(inputs, array => new float[checked(array.Length * samples)]);

    /// <summary>Gets the outputs of all.</summary>
    public Array[] Outputs { get; } = Array.ConvertAll(
        outputs, array => array is long[] ? (Array)new long[checked(array.Length * samples)] : new float[checked(array.Length * samples)]);

    /// <summary>Whether a network runs several samples at once: those without time do.</summary>
    public static bool IsFor(INetwork network) => network.Steps is null && !network.IsStream;

    /// <summary>Takes the inputs of a sample.</summary>
    public void Take(int place, float[][] from)
    {
        for (var i = 0; i < from.Length; i++)
        {
            from[i].CopyTo(Inputs[i], place * from[i].Length);
        }
    }

    /// <summary>Gives the outputs of a sample.</summary>
    public void Give(int place, Array[] to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            Array.Copy(Outputs[i], (long)place * to[i].Length, to[i], 0, to[i].Length);
        }
    }
}

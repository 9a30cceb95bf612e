using System;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Weights of a dense connection as <see cref="TiledWeights"/> holds them, in fewer bits where no sum changes by that: where they are whole multiples, of 8
/// or 16 bits, of a step that the weights of an output share, and single precision adds them without rounding. What they are is found when they are packed.
/// </summary>
public sealed class TiledNarrowWeights
{
    private TiledNarrowWeights(TiledByteWeights? bytes, TiledShortWeights? shorts, TiledWeights? singles) =>
        (Bytes, Shorts, Singles) = (bytes, shorts, singles);

    /// <summary>Gets how many bits a weight has: 8, 16 or 32.</summary>
    public int Bits => Bytes is not null ? 8 : Shorts is not null ? 16 : 32;

    /// <summary>Gets the number of tiles.</summary>
    public int Tiles => Bytes?.Tiles ?? Shorts?.Tiles ?? Singles!.Tiles;

    internal TiledByteWeights? Bytes { get; }

    internal TiledShortWeights? Shorts { get; }

    internal TiledWeights? Singles { get; }

    /// <summary>Packs weights in as few bits as they need.</summary>
    /// <inheritdoc cref="TiledWeights.Pack(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int)"/>
    public static TiledNarrowWeights Pack(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int outputs, int inputs, int channels = 1)
    {
        Guard.Length(weight.Length, checked(outputs * inputs), nameof(weight));
        var steps = new double[outputs];
        return FindSteps(weight, bias, inputs, steps) switch
        {
            8 => new(TiledByteWeights.Pack(weight, bias, steps, inputs, channels), null, null),
            16 => new(null, TiledShortWeights.Pack(weight, bias, steps, inputs, channels), null),
            _ => new(null, null, TiledWeights.Pack(weight, bias, outputs, inputs, channels)),
        };
    }

    // Gives the bits; where they are 32, not all steps are found.
    private static int FindSteps(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int inputs, double[] steps)
    {
        var bits = 8;
        for (var output = 0; output < steps.Length && bits <= 16; output++)
        {
            var step = CommonStep.Of(weight.Slice(output * inputs, inputs), bias.IsEmpty ? 0 : bias[output]);
            (bits, steps[output]) = (Math.Max(bits, step.Bits), step.Step);
        }

        return bits;
    }
}

using System;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>What a network is given: small multiples of 1/8, whole numbers, or spikes.</summary>
internal sealed record DrawnInput(Wire Wire, int Low, int High, int Fraction, double Rate)
{
    public float[] Values(ulong seed, int sample, int place, int steps)
    {
        var random = new Random((int)(seed * 1000) + (sample * 100) + place);
        var length = Wire.Kind == ValueKind.Frame ? Wire.Size : Wire.Size * steps;
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() < Rate ? MathF.ScaleB(random.Next(Low, High + 1), -Fraction) : 0)];
    }
}

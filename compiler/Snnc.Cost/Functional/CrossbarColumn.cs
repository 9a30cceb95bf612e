using System;

namespace Snnc.Cost.Functional;

/// <summary>Programs the columns of crossbars: levels become conductances with their device's variation, seen through the wire.</summary>
internal sealed class CrossbarColumn(CrossbarArithmetic arithmetic, int seed)
{
    // The seeded generator of .NET draws the same numbers in every version.
    private readonly Random _random = new(seed);

    /// <summary>Each cell's effective level: 1 is what an ideal cell of level 1 adds.</summary>
    /// <param name="levels">Whole levels, at least 0; the farthest from the converter first.</param>
    public double[] Program(ReadOnlySpan<int> levels)
    {
        var siemens = new double[levels.Length];
        for (var k = 0; k < levels.Length; k++)
        {
            var ideal = levels[k] == 0 ? arithmetic.OffSiemens : levels[k] * arithmetic.UnitSiemens;
            siemens[k] = Math.Max(0, ideal * (1 + (arithmetic.Variation * Normal())));
        }

        var effective = WireLadder.EffectiveConductances(siemens, arithmetic.WireOhms);
        return Array.ConvertAll(effective, conductance => conductance / arithmetic.UnitSiemens);
    }

    // Box and Muller (1958).
    private double Normal() => arithmetic.Variation == 0
        ? 0
        : Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}

using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Symbols;

/// <summary>
/// Finds the dimensions of a neuron's ports from their use: each is an unknown, and the first equation that it occurs in solves it. An equation between
/// monomials is linear in the exponents, so one elimination step each is enough.
/// </summary>
internal sealed class DimensionSolver
{
    private readonly List<Dimension?> _solutions = [];

    /// <summary>A new unknown.</summary>
    public Dimension Add()
    {
        _solutions.Add(null);
        return Dimension.Unknown(_solutions.Count - 1);
    }

    /// <summary>Makes both equal by solving an unknown of theirs if need be; false where they cannot be.</summary>
    public bool Unify(Dimension a, Dimension b)
    {
        var ratio = Resolve(a / b);
        for (var i = 0; i < ratio.Open.Count; i++)
        {
            if (ratio.Open[i] is var power && power != 0 && Root(ratio / Power(Dimension.Unknown(i), power), power) is { } solution)
            {
                Solve(i, solution);
                return true;
            }
        }

        return ratio.IsNone;
    }

    /// <summary>The dimension with what is known so far; what no equation fixes has none.</summary>
    public Dimension Known(Dimension dimension) => Resolve(dimension) with { Open = default };

    private static Dimension Power(Dimension unknown, int power) => unknown with { Open = [.. unknown.Open.Select(p => p / 2 * power)] };

    // unknown^(power/2) * rest = 1, so unknown = rest^(-2/power).
    private static Dimension? Root(Dimension rest, int power)
    {
        int Divide(int exponent) => -2 * exponent / power;
        var divides = new[] { rest.Time2, rest.Volt2, rest.Ampere2 }.Concat(rest.Open).All(exponent => 2 * exponent % power == 0);
        return divides
            ? new Dimension(Divide(rest.Time2), Divide(rest.Volt2), Divide(rest.Ampere2)) { Open = [.. rest.Open.Select(Divide)] }
            : null;
    }

    private void Solve(int index, Dimension solution)
    {
        _solutions[index] = solution;
        for (var i = 0; i < _solutions.Count; i++)
        {
            _solutions[i] = _solutions[i] is { } known ? Resolve(known) : null;
        }
    }

    private Dimension Resolve(Dimension dimension)
    {
        var result = dimension;
        for (var i = 0; i < dimension.Open.Count; i++)
        {
            var power = dimension.Open[i];
            if (power != 0 && _solutions[i] is { } solution)
            {
                result = result / Power(Dimension.Unknown(i), power) * Raise(solution, power);
            }
        }

        return result;
    }

    private static Dimension Raise(Dimension d, int power) =>
        new(d.Time2 * power / 2, d.Volt2 * power / 2, d.Ampere2 * power / 2) { Open = [.. d.Open.Select(p => p * power / 2)] };
}

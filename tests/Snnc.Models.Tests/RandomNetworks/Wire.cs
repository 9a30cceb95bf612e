using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Values that are multiples of 2^-Fraction and at most Bound: as long as they fit a single-precision significand, sums of them are exact.</summary>
internal readonly record struct Grid(int Fraction, double Bound)
{
    public static Grid Spikes { get; } = new(0, 1);

    /// <summary>The bits of its largest value.</summary>
    public double Bits => System.Math.Log2(System.Math.Max(Bound, 1e-9)) + Fraction;

    public Grid? IfExact => Bits <= 23 ? this : null;

    public static Grid? Sum(Grid? a, Grid? b) =>
        a is { } x && b is { } y ? new Grid(System.Math.Max(x.Fraction, y.Fraction), x.Bound + y.Bound).IfExact : null;

    public static Grid? Product(Grid? a, Grid? b) =>
        a is { } x && b is { } y ? new Grid(x.Fraction + y.Fraction, x.Bound * y.Bound).IfExact : null;
}

/// <summary>A value of the network that is drawn.</summary>
/// <param name="Name">How the text refers to it.</param>
/// <param name="Grid">Where it lies, or null where it is any number.</param>
/// <param name="IsExact">Whether every back end must give it in the same bits.</param>
/// <param name="IsWhole">Whether it is held as whole numbers.</param>
internal sealed record Wire(string Name, ValueKind Kind, Shape Shape, Grid? Grid, bool IsExact = true, bool IsWhole = false)
{
    public int Size => (int)Shape.Size;

    public bool IsTimed => Kind != ValueKind.Frame;

    /// <summary>The same values as no spikes.</summary>
    public Wire AsSignal() => Kind == ValueKind.Spikes ? this with { Kind = ValueKind.Signal } : this;

    /// <summary>The result of an operator that rounds.</summary>
    public Wire Rounded(Shape? shape = null) => AsSignal() with { Shape = shape ?? Shape, Grid = null, IsExact = false };
}

using System.Linq;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Symbols;

/// <summary>
/// A physical dimension as exponents of second, volt and ampere: ohm is V/A, siemens A/V, farad A*s/V, hertz 1/s. Exponents are doubled so that
/// square roots exist. Quantities are held in SI, except that a second is held as <c>1 / step</c> steps, with its exponent.
/// </summary>
public readonly record struct Dimension(int Time2, int Volt2, int Ampere2)
{
    /// <summary>Gets the dimension of a plain number.</summary>
    public static Dimension None => default;

    /// <summary>Gets that of a time.</summary>
    public static Dimension Time => new(2, 0, 0);

    /// <summary>Gets that of a voltage.</summary>
    public static Dimension Voltage => new(0, 2, 0);

    /// <summary>Gets that of a current.</summary>
    public static Dimension Current => new(0, 0, 2);

    /// <summary>Gets a value indicating whether it is a plain number.</summary>
    public bool IsNone => this == None;

    /// <summary>Gets a value indicating whether its square root can be held.</summary>
    public bool HasSquareRoot => Time2 % 2 == 0 && Volt2 % 2 == 0 && Ampere2 % 2 == 0 && Open.All(power => power % 2 == 0);

    /// <summary>Gets the (doubled) powers of dimensions that are not known yet, by their number; empty outside <see cref="DimensionSolver"/>'s work.</summary>
    internal EquatableArray<int> Open { get; init; }

    /// <summary>The dimension of a product.</summary>
    public static Dimension operator *(Dimension a, Dimension b) => Combine(a, b, 1);

    /// <summary>The dimension of a quotient.</summary>
    public static Dimension operator /(Dimension a, Dimension b) => Combine(a, b, -1);

    /// <summary>The dimension of a square root.</summary>
    public Dimension SquareRoot() => new(Time2 / 2, Volt2 / 2, Ampere2 / 2) { Open = Open.Select(power => power / 2).ToEquatableArray() };

    /// <summary>As messages show it: <c>a time</c>, <c>V</c>, <c>A*s</c>, <c>no unit</c>.</summary>
    public override string ToString()
    {
        if (IsNone)
        {
            return "no unit";
        }

        var factors = new[] { ("V", Volt2), ("A", Ampere2), ("s", Time2) }.Where(f => f.Item2 != 0)
            .Select(f => f.Item2 == 2 ? f.Item1 : f.Item2 % 2 == 0 ? $"{f.Item1}^{f.Item2 / 2}" : $"{f.Item1}^({f.Item2}/2)");
        return this == Time ? "a time" : string.Join("*", factors);
    }

    /// <summary>The dimension of the unknown number <paramref name="index"/>.</summary>
    internal static Dimension Unknown(int index) => new() { Open = Enumerable.Repeat(0, index).Append(2).ToEquatableArray() };

    private static Dimension Combine(Dimension a, Dimension b, int sign) =>
        new(a.Time2 + (sign * b.Time2), a.Volt2 + (sign * b.Volt2), a.Ampere2 + (sign * b.Ampere2)) { Open = Combine(a.Open, b.Open, sign) };

    private static EquatableArray<int> Combine(EquatableArray<int> a, EquatableArray<int> b, int sign)
    {
        var count = System.Math.Max(a.Count, b.Count);
        var powers = Enumerable.Range(0, count).Select(i => (i < a.Count ? a[i] : 0) + (i < b.Count ? sign * b[i] : 0)).ToList();
        while (powers.Count > 0 && powers[powers.Count - 1] == 0)
        {
            powers.RemoveAt(powers.Count - 1);
        }

        return powers.ToEquatableArray();
    }
}

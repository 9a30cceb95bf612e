using System.Linq;

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

    /// <summary>The dimension of a product.</summary>
    public static Dimension operator *(Dimension a, Dimension b) => new(a.Time2 + b.Time2, a.Volt2 + b.Volt2, a.Ampere2 + b.Ampere2);

    /// <summary>The dimension of a quotient.</summary>
    public static Dimension operator /(Dimension a, Dimension b) => new(a.Time2 - b.Time2, a.Volt2 - b.Volt2, a.Ampere2 - b.Ampere2);

    /// <summary>The dimension of a square root.</summary>
    public Dimension SquareRoot() => new(Time2 / 2, Volt2 / 2, Ampere2 / 2);

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
}

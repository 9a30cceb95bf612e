using System.Linq;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Symbols;

/// <summary>What an argument of an operator is.</summary>
public enum ParameterKind
{
    /// <summary>A whole number of at least 1.</summary>
    Size,

    /// <summary>A whole number of at least 0.</summary>
    Count,

    /// <summary>Any whole number (an index, a seed).</summary>
    Whole,

    /// <summary>A whole number that names an axis; -1 is the last.</summary>
    Axis,

    /// <summary>A number known when compiling.</summary>
    Number,

    /// <summary>A number of any unit or a tensor.</summary>
    Tensor,

    /// <summary>A tensor that <c>none</c> leaves out.</summary>
    OptionalTensor,

    /// <summary>A time, or a tensor of times.</summary>
    Delay,

    /// <summary>A time known when compiling.</summary>
    Duration,

    /// <summary>Which synapses exist: a rule or a tensor.</summary>
    Pattern,
}

/// <summary>A parameter of an operator.</summary>
/// <param name="Name">As written in <c>name = value</c>.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Default">What it is when absent, where that is a number.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="IsPositional">Whether it may stand without its name.</param>
public sealed record OperatorParameter(string Name, ParameterKind Kind, double? Default, bool IsRequired, bool IsPositional);

/// <summary>How many edges an operator takes.</summary>
public enum Arity
{
    /// <summary>Exactly one.</summary>
    One,

    /// <summary>Exactly two, in order.</summary>
    Two,

    /// <summary>One or more, in order.</summary>
    Many,
}

/// <summary>What family an operator is of.</summary>
public enum OperatorFamily
{
    /// <summary>Linear with weights: dense, conv, sparse.</summary>
    Connection,

    /// <summary>Moves elements without computing: spikes stay spikes.</summary>
    Movement,

    /// <summary>Computes in each step by itself.</summary>
    Arithmetic,

    /// <summary>Frame to time.</summary>
    Encoder,

    /// <summary>Time to frame.</summary>
    Decoder,
}

/// <summary>An operator of the language.</summary>
/// <param name="Name">As written, for example <c>conv2d</c> or <c>encode.rate</c>.</param>
/// <param name="IsVariadic">Whether the one parameter may be given many times (reshape, permute).</param>
public sealed record OperatorSymbol(
    string Name, OperatorFamily Family, Arity Arity, EquatableArray<OperatorParameter> Parameters, bool IsVariadic = false)
{
    /// <summary>As hints show it: <c>conv2d(out, kernel, stride = 1, ...)</c>.</summary>
    public string Signature => $"{Name}({string.Join(", ", Parameters.Select(Show))})";

    private string Show(OperatorParameter parameter)
    {
        var value = parameter.Default is { } number ? $" = {number.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : "";
        return IsVariadic ? $"{parameter.Name}, ..." : parameter.Name + value;
    }
}

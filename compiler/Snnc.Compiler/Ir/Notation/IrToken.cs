using Snnc.Compiler.Text;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>What a token of .snnir is.</summary>
internal enum IrTokenKind
{
    /// <summary>The end of the text (or, after an error, of the item).</summary>
    End,

    /// <summary>A name or keyword; in quotes it is never a keyword.</summary>
    Name,

    /// <summary>Digits, point and exponent; no sign.</summary>
    Number,

    /// <summary>In quotes; Text is what it says.</summary>
    String,

    /// <summary>One or two characters.</summary>
    Symbol,

    /// <summary>A line after <c>///</c>.</summary>
    Documentation,
}

/// <summary>A token of .snnir.</summary>
internal readonly record struct IrToken(IrTokenKind Kind, string Text, TextSpan Span, bool StartsLine);

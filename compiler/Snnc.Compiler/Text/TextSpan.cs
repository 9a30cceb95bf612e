namespace Snnc.Compiler.Text;

/// <summary>A half-open range of characters of a source text.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Gets the position after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The span from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>The smallest span that holds both.</summary>
    public static TextSpan Union(TextSpan a, TextSpan b) =>
        FromBounds(a.Start < b.Start ? a.Start : b.Start, a.End > b.End ? a.End : b.End);

    /// <summary>Whether a position lies inside.</summary>
    public bool Contains(int position) => position >= Start && position < End;

    /// <inheritdoc/>
    public override string ToString() => $"[{Start}..{End})";
}

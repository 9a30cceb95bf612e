namespace Snnc.Compiler.Text;

/// <summary>A span of a source text: where a diagnostic points, and what generated code maps back to.</summary>
public sealed record Location(SourceText Source, TextSpan Span)
{
    /// <summary>Gets the path of the file.</summary>
    public string Path => Source.Path;

    /// <summary>Gets the 1-based position of the first character.</summary>
    public LinePosition Start => Source.GetPosition(Span.Start);

    /// <summary>Gets the 1-based position after the last character.</summary>
    public LinePosition End => Source.GetPosition(Span.End);

    /// <summary>A place in a file that is not text (a tensor container, say): its beginning.</summary>
    public static Location OfFile(string path) => new(new SourceText(path, ""), default);
}

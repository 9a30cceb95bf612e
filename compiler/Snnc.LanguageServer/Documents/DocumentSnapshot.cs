using System;
using System.Collections.Immutable;
using Snnc.Compiler;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Documents;

/// <summary>
/// One state of a document: its text, and, each made when first asked for and then kept, its lines, its tree, and what the compiler says of it
/// among the files as they were. Immutable: whoever holds one is not disturbed by typing. May be used from several threads.
/// </summary>
public sealed class DocumentSnapshot
{
    private readonly Lazy<LineMap> _lines;
    private readonly Lazy<SyntaxTree> _tree;
    private readonly Lazy<Analysis> _analysis;
    private readonly SyntaxTree? _earlier;

    internal DocumentSnapshot(string uri, int version, SourceText text, AnalysisSources sources, SyntaxTree? earlier = null)
        : this(uri, version, text, new(() => new LineMap(text.Content)), new(() => earlier?.With(text) ?? SyntaxTree.Parse(text)), sources)
    {
        _earlier = earlier;
    }

    internal DocumentSnapshot(string uri, SyntaxTree tree, AnalysisSources sources)
        : this(uri, 0, tree.Text, new(() => new LineMap(tree.Text.Content)), new(tree), sources)
    {
    }

    private DocumentSnapshot(string uri, int version, SourceText text, Lazy<LineMap> lines, Lazy<SyntaxTree> tree, AnalysisSources sources)
    {
        Uri = uri;
        Version = version;
        Text = text;
        _lines = lines;
        _tree = tree;
        _analysis = new Lazy<Analysis>(() => Analysis.Of(tree.Value, sources.Files()));
    }

    /// <summary>Gets the URI as the client writes it.</summary>
    public string Uri { get; }

    /// <summary>Gets the path; diagnostics and related places have it.</summary>
    public string Path => Text.Path;

    /// <summary>Gets the client's number of this state.</summary>
    public int Version { get; }

    /// <summary>Gets the text.</summary>
    public SourceText Text { get; }

    /// <summary>Gets the lines.</summary>
    public LineMap Lines => _lines.Value;

    /// <summary>Gets the tree: made from that of an earlier state, where there is one.</summary>
    public SyntaxTree Tree => _tree.Value;

    /// <summary>Gets what the compiler says: some milliseconds for a thousand nodes, when it is first asked for.</summary>
    public Analysis Analysis => _analysis.Value;

    /// <summary>Gets the program; see <see cref="Analysis"/>.</summary>
    public Compilation Compilation => Analysis.Compilation;

    /// <summary>Gets a value indicating whether all of <see cref="Analysis"/> is there at once.</summary>
    public bool IsAnalysed => _analysis is { IsValueCreated: true, Value.IsComplete: true };

    /// <summary>Gets a value indicating whether other files have changed, and not this one: a client does not ask anew by itself then.</summary>
    internal bool IsRenewed { get; private init; }

    /// <summary>The offset of a position.</summary>
    public int OffsetOf(Position position) => Lines.OffsetOf(position);

    /// <summary>The position of an offset.</summary>
    public Position PositionOf(int offset) => Lines.PositionOf(offset);

    /// <summary>The range of a span.</summary>
    public Range RangeOf(TextSpan span) => Lines.RangeOf(span);

    /// <summary>The span of a range.</summary>
    public TextSpan SpanOf(Range range) => Lines.SpanOf(range);

    /// <summary>The same text among files that may have changed.</summary>
    internal DocumentSnapshot Among(AnalysisSources sources) => new(Uri, Version, Text, _lines, _tree, sources) { IsRenewed = true };

    /// <summary>The next state.</summary>
    internal DocumentSnapshot Next(int version, SourceText text, AnalysisSources sources) =>
        new(Uri, version, text, sources, _tree.IsValueCreated ? _tree.Value : _earlier);
}

/// <summary>What compilations of a state of the workspace see.</summary>
internal sealed record AnalysisSources(ImmutableDictionary<string, SourceText> Open, ISourceReader Reader)
{
    /// <summary>Gets the weights.</summary>
    public TensorCache Tensors { get; } = new();

    /// <summary>Gets the programs on disk.</summary>
    public ProgramCache Programs { get; } = new(Reader);

    /// <summary>The files of one compilation.</summary>
    public AnalysisFiles Files() => new(Open, Reader, Tensors);
}

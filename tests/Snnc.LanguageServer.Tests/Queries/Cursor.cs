using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Queries;

namespace Snnc.LanguageServer.Tests.Queries;

/// <summary>A program with a place in it, which a <c>|</c> marks, among made-up files.</summary>
internal sealed class Cursor
{
    private Cursor(string text, int offset, IReadOnlyDictionary<string, string>? files)
    {
        Files = new MadeUpFiles(files ?? new Dictionary<string, string>());
        Offset = offset;
        View = ProgramView.Of(Compilation.Create(new SourceText("net.snn", text), Files, Files));
    }

    private Cursor(Cursor other, int offset) => (Files, View, Offset) = (other.Files, other.View, offset);

    public MadeUpFiles Files { get; }

    public int Offset { get; }

    public ProgramView View { get; }

    public string Text => View.Text.Content;

    /// <summary>The program of a text in which one <c>|</c> marks the place.</summary>
    public static Cursor In(string marked, IReadOnlyDictionary<string, string>? files = null)
    {
        var text = marked.ReplaceLineEndings("\n");
        var offset = text.IndexOf('|', StringComparison.Ordinal);
        return offset < 0 ? throw new ArgumentException("no | in the text") : new Cursor(text.Remove(offset, 1), offset, files);
    }

    /// <summary>A place of a text.</summary>
    public static Cursor Of(string text, int offset) => new(text, offset, null);

    /// <summary>Another place of the same program.</summary>
    public Cursor MovedTo(int offset) => new(this, offset);

    /// <summary>The place at the first occurrence of a piece of a text.</summary>
    public static Cursor At(string text, string piece, IReadOnlyDictionary<string, string>? files = null)
    {
        var whole = text.ReplaceLineEndings("\n");
        return new Cursor(whole, whole.IndexOf(piece, StringComparison.Ordinal) is >= 0 and var at ? at : throw new ArgumentException(piece), files);
    }

    /// <summary>The text after replacements.</summary>
    public string With(IEnumerable<(TextSpan Span, string Text)> edits) =>
        edits.OrderByDescending(edit => edit.Span.Start).Aggregate(Text, (text, edit) => text[..edit.Span.Start] + edit.Text + text[edit.Span.End..]);
}

/// <summary>Files of programs by name, and of tensors: <c>a.npz</c> holds those of a small network.</summary>
internal sealed class MadeUpFiles(IReadOnlyDictionary<string, string> programs) : ISourceResolver, ITensorResolver, ITensorSource, IFolderListing
{
    public string Name => "a.npz";

    public IReadOnlyList<TensorInfo> Tensors { get; } =
    [
        new("fc1.weight", DType.Float32, [128, 784]), new("fc1.bias", DType.Float32, [128]),
        new("fc2.weight", DType.Float32, [10, 128]), new("fc2.bias", DType.Float32, [10]), new("rec", DType.Float32, [128, 128]),
    ];

    public SourceText? TryRead(string fromPath, string reference) =>
        programs.TryGetValue(reference, out var text) ? new SourceText(reference, text.ReplaceLineEndings("\n")) : null;

    public ITensorSource Open(string sourcePath, string reference) =>
        reference == Name ? this : throw new TensorFormatException(reference, "there is no such file");

    public TensorData Read(string key) => throw new NotSupportedException();

    public IReadOnlyList<string> FilesBeside(string sourcePath, string folder) => [.. programs.Keys, Name, "notes.txt", "models/"];
}

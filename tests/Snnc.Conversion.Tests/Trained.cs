using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Tensors;

namespace Snnc.Conversion.Tests;

/// <summary>A trained network to be converted.</summary>
internal sealed record Trained(Graph Graph, ITensorResolver Tensors)
{
    private static readonly Location Place = Location.OfFile("net.snn");

    /// <summary>A program of text with tensors given here.</summary>
    public static Trained Of(string text, params NamedArray[] arrays)
    {
        var tensors = new NamedArrays("w.npz", arrays);
        return Compiled(new SourceText("net.snn", text), tensors);
    }

    /// <summary>A program in a file, whose weights are in another folder.</summary>
    public static Trained Load(string path, string weightFolder) =>
        Compiled(new SourceText(path, File.ReadAllText(path)), new FolderResolver(weightFolder));

    public Converter Prepare(SampleData data, ConversionOptions options) => Converter.Prepare(Graph, Tensors, data, options, Place);

    /// <summary>Converts, which must fail.</summary>
    public Diagnostic Fault(SampleData data, ConversionOptions options) => Should.Throw<ConversionException>(() => Prepare(data, options)).Diagnostic;

    private static Trained Compiled(SourceText text, ITensorResolver tensors)
    {
        var compilation = Compilation.Create(text, new NoFiles(), tensors);
        compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Location.Start}: {d.Code} {d.Message}").ShouldBeEmpty();
        return new Trained(compilation.Graphs[0], tensors);
    }

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;
    }

    private sealed class FolderResolver(string folder) : ITensorResolver
    {
        private readonly FileTensorResolver _files = new();

        public ITensorSource Open(string sourcePath, string reference) => _files.Open(Path.Combine(folder, "program.snn"), reference);
    }
}

using System.CommandLine;
using System.Linq;
using Snnc.Cli.Files;
using Snnc.Cli.Programs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Import;
using Snnc.Import.Nir.Exporting;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc export FILE -o M.nir</c>: a network as NIR.</summary>
internal sealed class ExportCommand : Verb
{
    private readonly Argument<string> _file = FileArgument();
    private readonly Option<string?> _network = NetworkOption();
    private readonly Option<string> _output = new("--output", "-o") { Description = "The file to write.", HelpName = "M.nir", Required = true };

    public ExportCommand()
        : base("export", "Writes a network as NIR, or says what NIR has no word for.", "snnc export net.snn -o net.nir")
    {
        Add(_file);
        Add(_output);
        Add(_network);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var output = arguments.GetRequiredValue(_output);
        var program = CompiledProgram.Load(arguments.GetRequiredValue(_file), context);
        var graph = program.Network(arguments.GetValue(_network));
        var exported = Export(program, graph.Name, program.PlaceOf(graph));
        AtomicFile.Write(output, temporary => Write(temporary, output, exported));
        foreach (var note in exported.Notes)
        {
            context.Terminal.Out.WriteLine(note);
        }

        context.Terminal.Out.WriteLine($"wrote {output}");
        context.Terminal.Out.WriteLine($"read it back with: snnc import {output} -o NAME.snn {exported.Options}".TrimEnd());
        return ExitCode.Success;
    }

    private static ExportedNetwork Export(CompiledProgram program, string name, Location place)
    {
        var network = program.Bound.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new DiagnosticException(Catalog.NotExportable(place, "a graph has no models any more", "export the .snn that it was made of"));
        try
        {
            return NirExporter.Export(network, program.Tensors);
        }
        catch (ImportException e)
        {
            throw new DiagnosticException(Catalog.NotExportable(place, e.Message, e.Hint));
        }
        catch (TensorFormatException e)
        {
            throw new DiagnosticException(Catalog.UnusableWeights(e.Path, e.Message, e.Hint));
        }
    }

    private static void Write(string temporary, string output, ExportedNetwork exported)
    {
        try
        {
            NirWriter.Write(temporary, exported.Graph);
        }
        catch (TensorFormatException e)
        {
            throw new DiagnosticException(Catalog.UnwritableFile(output, e.Message));
        }
    }
}

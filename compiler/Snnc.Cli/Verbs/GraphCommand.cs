using System.CommandLine;
using Snnc.Cli.Drawing;
using Snnc.Cli.Files;
using Snnc.Cli.Programs;
using Snnc.LanguageServer.Queries;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc graph FILE -o G.svg</c>: draws a network.</summary>
internal sealed class GraphCommand : Verb
{
    private readonly Argument<string> _file = FileArgument("A .snn or .snnir file.");
    private readonly Option<string?> _network = NetworkOption();
    private readonly Option<string> _output = new("--output", "-o") { Description = "The picture to write.", HelpName = "G.svg", Required = true };

    public GraphCommand()
        : base("graph", "Draws a network.", "snnc graph samples/digits/digits.snn -o digits.svg")
    {
        Add(_file);
        Add([_output, _network]);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var (path, output) = (arguments.GetRequiredValue(_file), arguments.GetRequiredValue(_output));
        var program = CompiledProgram.Load(path, context);
        var network = program.Network(arguments.GetValue(_network));
        var drawn = program.Compilation is { } compilation ? DrawnGraph.Of(compilation, network.Name) : new DrawnIr(network, program.PlaceOf(network)).Draw();
        AtomicFile.WriteText(output, GraphDrawing.Print(drawn));
        context.Terminal.Out.WriteLine($"wrote {output}");
        return ExitCode.Success;
    }
}

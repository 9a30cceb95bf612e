using System.CommandLine;
using System.IO;
using Snnc.Cli.Drawing;
using Snnc.Cli.Files;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc raster T.npz -o R.svg</c>: draws spikes and membranes that <c>snnc run --trace</c> wrote.</summary>
internal sealed class RasterCommand : Verb
{
    private readonly Argument<string> _file = new("TRACE") { Description = "What 'snnc run --trace T.npz' wrote." };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The picture to write.", HelpName = "R.svg", Required = true };
    private readonly Option<int> _sample = new("--sample") { Description = "Which sample, from 0.", HelpName = "N" };
    private readonly Option<string?> _dt = ImportCommand.StepOption();

    public RasterCommand()
        : base(
            "raster",
            "Draws the spikes and membranes of a trace.",
            "snnc run samples/digits/digits.snn --limit 1 --trace t.npz",
            "snnc raster t.npz -o raster.svg --dt 1ms")
    {
        Add(_file);
        Add([_output, _sample, _dt]);
        _sample.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && value < 0)
            {
                result.AddError($"'{_sample.Name}' counts from 0");
            }
        });
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var (path, output) = (arguments.GetRequiredValue(_file), arguments.GetRequiredValue(_output));
        var trace = TraceFile.Read(path, arguments.GetValue(_sample));
        var step = arguments.GetValue(_dt) is { } dt ? ImportCommand.Seconds(dt) : null;
        AtomicFile.WriteText(output, RasterDrawing.Print(trace, Path.GetFileName(path), step));
        context.Terminal.Out.WriteLine($"wrote {output}");
        return ExitCode.Success;
    }
}

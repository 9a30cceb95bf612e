using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using Snnc.Cli.Converting;
using Snnc.Cli.Data;
using Snnc.Cli.Files;
using Snnc.Cli.Programs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Conversion;
using Snnc.Conversion.Evaluation;
using Snnc.Conversion.Reporting;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc convert FILE -o OUT.snn --data D</c>: a spiking network of a trained one.</summary>
internal sealed class ConvertCommand : Verb
{
    private const int DefaultSteps = 64;
    private const int MostStepsForTarget = 256;

    private readonly Argument<string> _file = FileArgument("A .snn file of a trained network, or a model that 'snnc import' takes.");
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The program to write; its weights go beside it.",
        HelpName = "OUT.snn",
        Required = true,
    };

    private readonly Option<string?> _network = NetworkOption();
    private readonly Option<string?> _data = DataOption();
    private readonly Option<string?> _labels = new("--labels") { Description = "Right answers of --data; else its array 'labels'.", HelpName = "PATH" };
    private readonly Option<string?> _test = new("--test") { Description = "Samples to measure accuracy on; else those of --data.", HelpName = "PATH" };
    private readonly Option<string?> _testLabels = new("--test-labels") { Description = "Right answers of --test.", HelpName = "PATH" };
    private readonly Option<int?> _limit = PositiveOption<int?>("--limit", "Measure accuracy on the first N samples only.", null);
    private readonly Option<int> _calibrate = PositiveOption("--calibrate", "Balance thresholds on the first N samples of --data.", 2000);
    private readonly Option<int?> _steps = PositiveOption<int?>("--steps", "Steps of an inference (64); for --target-accuracy the most (256).", null);
    private readonly Option<double?> _target = new("--target-accuracy")
    {
        Description = "Take the fewest steps that stay at so many percent.",
        HelpName = "PERCENT",
    };

    private readonly Option<string> _recipe = Choice<Recipe>("--recipe", "balanced: real weights; nxtf: whole ones for Loihi, as NxTF makes them.");
    private readonly Option<string> _percentile = new("--percentile")
    {
        Description = "The percentile of a layer's activations that a spike in each step stands for, or 'max'.",
        HelpName = "P|max",
        DefaultValueFactory = _ => "99.9",
    };

    private readonly Option<string> _neuron = Choice<NeuronKind>("--neuron", "Neurons without leak, or with.");
    private readonly Option<int> _tau = PositiveOption("--tau", "The time constant of leaky neurons, in steps.", 100);
    private readonly Option<string> _input = Choice<InputCoding>("--input", "Inputs as constant currents, or as random spikes.");
    private readonly Option<string> _start = Choice<StartPotential>("--start", "Membranes start at half the threshold, or at zero.");
    private readonly Option<string?> _readout = new Option<string?>("--readout")
    {
        Description = "The answer is the last layer's summed current, or its spike counts (the default of nxtf).",
    }.AcceptOnlyFromAmong([.. Words<ReadoutKind>()]);

    private readonly Option<bool> _signed = new("--signed") { Description = "Neurons of either sign between layers without relu." };
    private readonly Option<int> _threads = PositiveOption("--threads", "Threads; results do not depend on it.", 1);
    private readonly Option<string?> _report = new("--report")
    {
        Description = "Write the report as a page, or its curves as a picture.",
        HelpName = "R.html|R.svg",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public ConvertCommand()
        : base(
            "convert",
            "Makes a spiking network of a trained one, and reports layer by layer what that costs.",
            "snnc convert ann.snn -o snn.snn --data train.npz --test test.npz --report report.html",
            "snnc convert ann.snn -o snn.snn --data train.npz --test test.npz --target-accuracy 98.5")
    {
        Add(_file);
        Option[] options =
        [
            _output, _network, _data, _labels, _test, _testLabels, _limit, _calibrate, _steps, _target, _recipe, _percentile, _neuron, _tau, _input,
            _start, _readout, _signed, _threads, _report, _json,
        ];
        Add(options);

        ImportCommand.RequireProgramEnding(_output);
        _target.Validators.Add(result => Refuse(result, text => Number(text) is > 0 and <= 100, "a percentage above 0, at most 100"));
        _percentile.Validators.Add(result => Refuse(result, IsPercentile, "'max' or a number above 0, at most 100"));
        _report.Validators.Add(result => Refuse(result, text => Path.GetExtension(text) is ".html" or ".svg", "a file that ends in .html or .svg"));
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var (output, page) = (new WrittenProgram(arguments.GetRequiredValue(_output)), arguments.GetValue(_report));
        string?[] written = [output.Output, output.Weights, page];
        AtomicFile.Require(written);
        var program = CompiledProgram.LoadOrImport(arguments.GetRequiredValue(_file), context);
        var graph = program.Network(arguments.GetValue(_network));
        var (calibration, test) = Load(arguments, program, graph);
        AtomicFile.RequireOthers(
            written,
            [
                .. program.WeightFiles(graph), arguments.GetRequiredValue(_file), new SampleLoader(graph, program).PathOf(arguments.GetValue(_data)),
                arguments.GetValue(_labels), arguments.GetValue(_test), arguments.GetValue(_testLabels),
            ]);
        output.RequireOwnWeights();
        var target = arguments.GetValue(_target) / 100;
        var options = OptionsOf(arguments, target is not null);
        var (network, report) = new ConversionRun(program, graph, options, context).Convert(calibration, test, target);
        var files = Write(output, page, network, report, context);
        Print(arguments, report, files, context);
        return ExitCode.Success;
    }

    private (SampleSet Calibration, SampleSet Test) Load(ParseResult arguments, CompiledProgram program, Graph graph)
    {
        var limit = arguments.GetValue(_limit);
        var loader = new SampleLoader(graph, program);
        var calibration = loader.Load(arguments.GetValue(_data), arguments.GetValue(_labels), null);
        var test = arguments.GetValue(_test) is { } path ? loader.Load(path, arguments.GetValue(_testLabels), limit)
            : calibration with { Count = Math.Min(calibration.Count, limit ?? calibration.Count) };
        return (calibration, test);
    }

    private ConversionOptions OptionsOf(ParseResult arguments, bool hasTarget) => new()
    {
        Steps = arguments.GetValue(_steps) ?? (hasTarget ? MostStepsForTarget : DefaultSteps),
        Recipe = Chosen<Recipe>(arguments.GetRequiredValue(_recipe)),
        Percentile = Number(arguments.GetRequiredValue(_percentile)) ?? 100,
        CalibrationSamples = arguments.GetValue(_calibrate),
        Neuron = Chosen<NeuronKind>(arguments.GetRequiredValue(_neuron)),
        LeakSteps = arguments.GetValue(_tau),
        Input = Chosen<InputCoding>(arguments.GetRequiredValue(_input)),
        Start = Chosen<StartPotential>(arguments.GetRequiredValue(_start)),
        Readout = arguments.GetValue(_readout) is { } readout ? Chosen<ReadoutKind>(readout) : null,
        SignedNeurons = arguments.GetValue(_signed),
        Threads = arguments.GetValue(_threads),
    };

    private static IReadOnlyList<string> Write(WrittenProgram output, string? page, ConvertedNetwork network, ConversionReport report, VerbContext context)
    {
        var written = output.Write(network.ToText(output.WeightsName), network.Tensors);
        if (page is null)
        {
            return written;
        }

        AtomicFile.WriteText(page, Path.GetExtension(page) == ".svg" ? ReportSvg.Print(report) : ReportHtml.Print(report, Warnings(context)));
        return [.. written, page];
    }

    private void Print(ParseResult arguments, ConversionReport report, IReadOnlyList<string> files, VerbContext context)
    {
        if (arguments.GetValue(_json))
        {
            context.Terminal.Out.WriteLine(ConversionJson.Print(report, Warnings(context)));
            return;
        }

        ConversionText.Write(report, context.Terminal.Out);
        context.Terminal.Out.WriteLine();
        context.Terminal.Out.WriteLine($"wrote {string.Join(", ", files)}");
    }

    private static IEnumerable<string> Warnings(VerbContext context) =>
        context.Diagnostics.All.Where(d => d.Severity == Severity.Warning).Select(d => $"{d.Code}: {d.Message}");

    private static void Refuse(System.CommandLine.Parsing.OptionResult result, Predicate<string> isRight, string what)
    {
        if (result.Tokens.Count == 1 && !isRight(result.Tokens[0].Value))
        {
            result.AddError($"'{result.Option.Name}' takes {what}, not '{result.Tokens[0].Value}'");
        }
    }

    private static Option<string> Choice<T>(string name, string description)
        where T : struct, Enum
    {
        var words = Words<T>().ToArray();
        return new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[0] }.AcceptOnlyFromAmong(words);
    }

    private static IEnumerable<string> Words<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(name => name.ToLowerInvariant());

    private static T Chosen<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);

    private static bool IsPercentile(string text) => text == "max" || Number(text) is > 0 and <= 100;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}

using System;
using System.CommandLine;
using System.Globalization;
using Snnc.Cli.Benchmarking;
using Snnc.Cli.Running;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc bench FILE --data D</c>: measures how fast a network runs.</summary>
internal sealed class BenchCommand : Verb
{
    private const double MaxSeconds = 86_400;

    private readonly Argument<string> _file = FileArgument("A .snn file; NAME.data.npz beside NAME.snn is its data where --data names none.");
    private readonly Option<string?> _network = NetworkOption();
    private readonly Option<string?> _data = DataOption();
    private readonly Option<string> _backend = BackendOption();
    private readonly PlanningOptions _planning = new(isForThisMachine: true);
    private readonly Option<int?> _limit = PositiveOption<int?>("--limit", "Take the first N samples only.", null);
    private readonly Option<int> _batch = PositiveOption("--batch", "Samples of a call, which networks without time run together.", 1);
    private readonly Option<int> _threads = PositiveOption("--threads", "Threads, each with its own instance, or sharing the work of one batch.", 1);
    private readonly Option<double> _seconds = new("--seconds")
    {
        Description = "How long to measure; warming up takes half as long again, before.",
        HelpName = "S",
        DefaultValueFactory = _ => 3,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };
    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "An earlier measurement, as --json printed it: tells ratios, and what is within noise.",
        HelpName = "EARLIER.json",
    };

    public BenchCommand()
        : base(
            "bench",
            "Measures a network: time of an inference, throughput, allocation.",
            "snnc bench samples/digits/digits.snn --json > before.json",
            "snnc bench samples/digits/digits.snn --backend native --baseline before.json")
    {
        Add(_file);
        Add([_network, _data, _backend, .. _planning.All, _limit, _batch, _threads, _seconds, _json, _baseline]);
        _seconds.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value)
                && value is not (> 0 and <= MaxSeconds))
            {
                result.AddError($"'{_seconds.Name}' must be above 0, and no more than a day");
            }
        });
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        // Read first: who named a wrong file should not wait for a measurement.
        var baseline = arguments.GetValue(_baseline) is { } path ? Baseline.Read(path) : null;
        var backend = arguments.GetRequiredValue(_backend);
        var preparation = new Preparation(
            arguments.GetRequiredValue(_file),
            arguments.GetValue(_network),
            arguments.GetValue(_data),
            Labels: null,
            arguments.GetValue(_limit),
            backend);
        var run = preparation.Prepare(program => _planning.Of(arguments, program, context, backend), context);
        var spread = new RunSettings(arguments.GetValue(_threads), arguments.GetValue(_batch));
        var report = BenchRun.Measure(run, new BenchSettings(spread, TimeSpan.FromSeconds(arguments.GetValue(_seconds))), context);
        if (arguments.GetValue(_json))
        {
            context.Terminal.Out.WriteLine(BenchJson.Print(report, baseline));
        }
        else
        {
            BenchText.Write(report, baseline, context.Terminal.Out);
        }

        return ExitCode.Success;
    }
}

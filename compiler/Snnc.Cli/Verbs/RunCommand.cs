using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using Snnc.Cli.Files;
using Snnc.Cli.Programs;
using Snnc.Cli.Running;
using Snnc.Cli.Trials;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc run FILE</c>: compiles in memory and runs on data.</summary>
internal sealed class RunCommand : Verb
{
    private readonly Argument<string> _file = FileArgument("A .snn file; NAME.data.npz beside NAME.snn is its data where --data names none.");
    private readonly Option<string?> _network = NetworkOption();
    private readonly Option<string?> _data = DataOption();
    private readonly Option<string?> _labels = new("--labels") { Description = "Right answers; else the data's array 'labels'.", HelpName = "PATH" };
    private readonly Option<string> _backend = BackendOption();
    private readonly PlanningOptions _planning = new(isForThisMachine: true);
    private readonly Option<int?> _limit = PositiveOption<int?>("--limit", "Run the first N samples only.", null);
    private readonly Option<int> _batch = PositiveOption("--batch", "Samples that a thread takes at a time; results do not depend on it.", 1);
    private readonly Option<int> _threads = PositiveOption("--threads", "Threads, each with its own instance; results do not depend on it.", 1);
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };
    private readonly Option<string?> _outputs = new("--outputs") { Description = "Write every output of every sample.", HelpName = "F.npz" };
    private readonly Option<string?> _trace = new("--trace") { Description = "Write spikes and states in every step.", HelpName = "T.npz" };
    private readonly Option<string?> _nodes = new("--nodes")
    {
        Description = "What --trace records: a,b or a.v; every spiking neuron where absent.",
        HelpName = "a,b",
    };

    private readonly Option<bool> _verify = new("--verify") { Description = "Compare every value with the reference interpreter." };
    private readonly TrialOptions _trials = new();
    private readonly EarlyStopOptions _stop = new();

    public RunCommand()
        : base(
            "run",
            "Compiles a network in memory and runs it on data.",
            "snnc run samples/digits/digits.snn",
            "snnc run net.snn --data test.npz --labels labels.npy --limit 100 --json",
            "snnc run samples/digits/digits.snn --on spikesim65 --seed 1 --trials 10")
    {
        Add(_file);
        Option[] options =
        [
            _network, _data, _labels, _backend, .. _planning.All, _limit, _batch, _threads, _json, _outputs, _trace, _nodes, _verify, .. _stop.All,
            .. _trials.All,
        ];
        Add(options);

        Validators.Add(result =>
        {
            if (result.GetValue(_nodes) is not null && result.GetValue(_trace) is null)
            {
                result.AddError("'--nodes' says what '--trace T.npz' records, which is absent");
            }

            _stop.Check(result, _backend, _trace, _verify);
            _trials.Check(result, _outputs, _trace, _verify);
        });
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var settings = new RunSettings(arguments.GetValue(_threads), arguments.GetValue(_batch), _stop.Of(arguments));
        if (_trials.Of(arguments) is { } trials)
        {
            RunTrials(trials, arguments, settings, context);
            return ExitCode.Success;
        }

        AtomicFile.Require(arguments.GetValue(_outputs), arguments.GetValue(_trace));
        var run = PreparationOf(arguments).Prepare(program => Planned(arguments, program, context), context);
        var outputs = arguments.GetValue(_outputs) is null ? null
            : MemoryGuard.Run(run.Graph.Name, run.Place, () => new OutputRecord(run.Runner, run.Samples.Count, run.Place));
        var trace = arguments.GetValue(_trace) is null ? null : new Trace(run.Runner, NodesOf(arguments), run.Samples.Count, run.Place);
        var report = run.Run(settings, outputs, trace, context);
        Write(arguments, outputs, trace);
        Print(report, arguments.GetValue(_json), context);
        if (arguments.GetValue(_verify))
        {
            Verify(run, arguments.GetValue(_json), context);
        }

        return ExitCode.Success;
    }

    private (CompiledProgram Program, PassOptions Passes) Planned(ParseResult arguments, CompiledProgram program, VerbContext context) =>
        _planning.Of(arguments, program, context, arguments.GetRequiredValue(_backend));

    private Preparation PreparationOf(ParseResult arguments) => new(
        arguments.GetRequiredValue(_file),
        arguments.GetValue(_network),
        arguments.GetValue(_data),
        arguments.GetValue(_labels),
        arguments.GetValue(_limit),
        arguments.GetRequiredValue(_backend))
    {
        MayEndEarly = _stop.Of(arguments) is not null,
        Written = [arguments.GetValue(_outputs), arguments.GetValue(_trace)],
    };

    private void RunTrials(TrialSettings trials, ParseResult arguments, RunSettings settings, VerbContext context)
    {
        var report = new TrialRun(trials, PreparationOf(arguments), settings).Run(program => Planned(arguments, program, context), context);
        if (arguments.GetValue(_json))
        {
            context.Terminal.Out.WriteLine(TrialJson.Print(report));
        }
        else
        {
            TrialText.Write(report, context.Terminal.Out);
        }
    }

    private void Write(ParseResult arguments, OutputRecord? outputs, Trace? trace)
    {
        if (outputs is not null)
        {
            ArrayFile.Write(arguments.GetRequiredValue(_outputs)!, outputs.Arrays());
        }

        if (trace is not null)
        {
            ArrayFile.Write(arguments.GetRequiredValue(_trace)!, trace.Arrays());
        }
    }

    private static void Print(RunReport report, bool asJson, VerbContext context)
    {
        if (asJson)
        {
            context.Terminal.Out.WriteLine(RunReportJson.Print(report));
        }
        else
        {
            RunReportText.Write(report, context.Terminal.Out);
        }
    }

    private static void Verify(NetworkRun run, bool isQuiet, VerbContext context)
    {
        if (Verification.FirstDifference(run, context) is { } difference)
        {
            context.Diagnostics.Report(Catalog.BackendsDiffer(run.Place, difference));
        }
        else if (!isQuiet)
        {
            context.Terminal.Out.WriteLine();
            var tolerance = Verification.Tolerance.ToString(CultureInfo.InvariantCulture);
            context.Terminal.Out.WriteLine($"  verified  as the interpreter in every sample: spikes equal, other values within {tolerance}");
        }
    }

    private IReadOnlyList<string> NodesOf(ParseResult arguments) =>
        arguments.GetValue(_nodes)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

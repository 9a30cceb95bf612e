using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Snnc.Cli.Comparing;
using Snnc.Cli.Programs;
using Snnc.Cli.Running;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Text;
using Snnc.Import;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc compare A B --data D</c>: two models, or two readings of one, side by side on the same samples.</summary>
internal sealed class CompareCommand : Verb
{
    private readonly Argument<string[]> _files = new("A B")
    {
        Description = $"Two models, or one with --profiles: .snn, or {string.Join(", ", ModelFile.Endings)}, which are imported.",
        Arity = new ArgumentArity(1, 2),
    };

    private readonly Option<string?> _profiles = new("--profiles")
    {
        Description = $"Read one file under two simulators' profiles: {string.Join(", ", StandardLibrary.Profiles)}.",
        HelpName = "P,Q",
    };

    private readonly Option<string?> _network = new("--network")
    {
        Description = "The network of each file, where it declares several: one name, or two.",
        HelpName = "NAME,NAME",
    };

    private readonly Option<string?> _data = DataOption();
    private readonly Option<string?> _labels = new("--labels") { Description = "Right answers; else the data's array 'labels'.", HelpName = "PATH" };
    private readonly Option<string> _backend = BackendOption();
    private readonly Option<int?> _limit = PositiveOption<int?>("--limit", "Run the first N samples only.", null);
    private readonly Option<string?> _dt = ImportCommand.StepOption();
    private readonly Option<int?> _steps = PositiveOption<int?>("--steps", "The steps of an inference of what is imported.", null);
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public CompareCommand()
        : base(
            "compare",
            "Runs two models on the same data, and tells which spikes and outputs differ.",
            "snnc compare before.snn after.snn --data test.npz",
            "snnc compare net.snn --profiles snntorch-nir,norse --data test.npz --json",
            "snnc compare net.nir --profiles snntorch-nir,norse --dt 0.1ms --steps 256 --data test.npz")
    {
        Add(_files);
        Add([_profiles, _data, _labels, _network, _backend, _limit, _dt, _steps, _json]);

        Validators.Add(result =>
        {
            var files = result.GetValue(_files)?.Length ?? 0;
            if (Fault(files, result.GetValue(_profiles)) is { } fault)
            {
                result.AddError(fault);
            }
        });
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var files = arguments.GetRequiredValue(_files);
        var profiles = Split(arguments.GetValue(_profiles));
        var notes = new List<string>();
        var sides = Enumerable.Range(0, 2)
            .Select(i => Prepare(arguments, files[Math.Min(i, files.Length - 1)], NetworkOf(arguments, i), profiles.ElementAtOrDefault(i), notes, context))
            .ToList();
        var names = profiles.Count > 0 ? profiles : Names(files, sides);
        var models = sides.Select((side, i) => new ComparedModel(
            names[i], Path.GetFileName(files[Math.Min(i, files.Length - 1)]), side.Graph.Name, profiles.ElementAtOrDefault(i), side.Graph.Time.Steps)).ToList();
        var report = new ModelComparer(sides[0], models[0], sides[1], models[1]).Run([.. notes.Distinct()], context);
        if (arguments.GetValue(_json))
        {
            context.Terminal.Out.WriteLine(ComparisonJson.Print(report));
        }
        else
        {
            ComparisonText.Write(report, context.Terminal.Out);
        }

        return ExitCode.Success;
    }

    private string? NetworkOf(ParseResult arguments, int side)
    {
        var names = Split(arguments.GetValue(_network));
        return names.Count == 0 ? null : names[Math.Min(side, names.Count - 1)];
    }

    private static string? Fault(int files, string? profiles)
    {
        var names = Split(profiles);
        return profiles is null ? files == 2 ? null : "name two files, or one and two profiles: --profiles snntorch,norse"
            : files != 1 ? "'--profiles' reads one file in two ways; name one"
            : names.Count != 2 ? $"'--profiles' takes two names, as snntorch,norse, not '{profiles}'"
            : names.FirstOrDefault(name => !StandardLibrary.Profiles.Contains(name)) is not { } unknown ? null
            : $"there is no profile '{unknown}'; {Nearest(unknown)}";
    }

    private static string Nearest(string unknown) =>
        EditDistance.Nearest(unknown, StandardLibrary.Profiles) is { } nearest ? $"did you mean '{nearest}'?"
        : $"those are {string.Join(", ", StandardLibrary.Profiles)}";

    private static IReadOnlyList<string> Split(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private NetworkRun Prepare(
        ParseResult arguments, string file, string? network, string? profile, List<string> notes, VerbContext context)
    {
        // What is fused with its neighbours shows no spikes of its own.
        var stepped = PassOptions.Default with { Disabled = PlanPass.Names.ToEquatableArray() };
        var program = CompiledProgram.IsOfAnotherSystem(file) ? Import(arguments, file, profile, notes, context)
            : profile is null ? CompiledProgram.Load(file, context)
            : ProfileReading.Load(file, profile, notes, context);
        return new Preparation(
            file,
            network,
            arguments.GetValue(_data),
            arguments.GetValue(_labels),
            arguments.GetValue(_limit),
            arguments.GetRequiredValue(_backend)).Prepare(program, stepped, context);
    }

    private CompiledProgram Import(ParseResult arguments, string file, string? profile, List<string> notes, VerbContext context)
    {
        var readings = new List<string>();
        var options = new ImportOptions("Imported", Path.ChangeExtension(file, ".npz"))
        {
            Steps = arguments.GetValue(_steps),
            StepSeconds = arguments.GetValue(_dt) is { } dt ? ImportCommand.Seconds(dt) : null,
            Convention = profile,
        };
        var program = CompiledProgram.Import(file, options, readings, context);
        notes.AddRange(readings.Select(reading => profile is null ? reading : $"{profile}: {reading}"));
        return program.Graphs.All(graph => !graph.Time.IsStream) ? program
            : throw new DiagnosticException(Catalog.UnusableModel(file, "the file does not say how many steps an inference has", "say it with --steps N"));
    }

    // By the files' names, if these tell them apart; else by the networks', else by the whole paths.
    private static IReadOnlyList<string> Names(string[] files, IReadOnlyList<NetworkRun> sides)
    {
        IReadOnlyList<string>[] choices =
            [[.. files.Select(Path.GetFileNameWithoutExtension)!], [.. sides.Select(side => side.Graph.Name)], files, ["A", "B"]];
        return choices.First(names => names[0] != names[1]);
    }
}

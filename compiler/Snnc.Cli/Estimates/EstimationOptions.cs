using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using Snnc.Cli.Activities;
using Snnc.Cli.Programs;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Targets;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;

namespace Snnc.Cli.Estimates;

/// <summary>The options of verbs that estimate costs: which accelerators, and for what activity.</summary>
internal sealed class EstimationOptions
{
    private const string Worst = "worst";
    private const string All = "all";

    private readonly Argument<string> _file = Verb.FileArgument();
    private readonly Option<string?> _network = Verb.NetworkOption();
    private readonly Option<string?> _passes = Verb.PassesOption();
    private readonly Option<string> _targets;
    private readonly Option<string?> _quirks = new("--quirks")
    {
        Description = "Count as a reference tool does: names between commas, or 'all' ('snnc targets --explain T' tells them).",
        HelpName = "Q[,Q2]",
    };

    private readonly Option<string?> _activity = new("--activity")
    {
        Description = "What 'snnc profile' recorded, a rate of spikes per neuron and step for all, or 'worst'; else what the program says.",
        HelpName = "A.json|RATE|worst",
    };

    /// <summary>Makes the options.</summary>
    /// <param name="name">Of the one that names accelerators.</param>
    /// <param name="absent">The accelerators where it is absent, or null where it must not be.</param>
    public EstimationOptions(string name, string? absent)
    {
        _targets = new Option<string>(name)
        {
            Description = "Accelerators by name, or by the path of a .json file, between commas; or 'all'.",
            HelpName = "T[,T2]",
            Required = absent is null,
        };
        if (absent is not null)
        {
            _targets.DefaultValueFactory = _ => absent;
        }

        _quirks.Validators.Add(result =>
        {
            var known = CostFamilies.All.SelectMany(family => family.Schema.Quirks).Select(quirk => quirk.Name).Append(All).Distinct().ToList();
            if (result.Tokens.Count == 1 && Words(result.Tokens[0].Value).FirstOrDefault(word => !known.Contains(word)) is { } unknown)
            {
                result.AddError($"no target has a quirk '{unknown}'; there are {string.Join(", ", known)}");
            }
        });
        _activity.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && RateOf(result.Tokens[0].Value) is < 0 or > 1)
            {
                result.AddError($"a rate is from 0 to 1, not {result.Tokens[0].Value}; write 10 % as 0.1");
            }
        });
    }

    /// <summary>Gets the program's file.</summary>
    public Argument<string> File => _file;

    /// <summary>Gets the options.</summary>
    public IEnumerable<Option> Options => [_targets, _activity, _quirks, _passes, _network];

    /// <summary>Compiles the network for the activity and with the passes asked for.</summary>
    /// <exception cref="AcceleratorException">There is no accelerator of a name, or its file is wrong.</exception>
    /// <exception cref="DiagnosticException">The program has errors, no such network, or the file of activity cannot be used.</exception>
    public Estimation Of(ParseResult arguments, VerbContext context)
    {
        var accelerators = Accelerators(arguments);
        var program = CompiledProgram.Load(arguments.GetRequiredValue(_file), context);
        var graph = program.Network(arguments.GetValue(_network));
        var activity = Activity(arguments, [graph]);
        return new Estimation(program, graph, activity, Passes(arguments, program, activity), accelerators);
    }

    private IReadOnlyList<Accelerator> Accelerators(ParseResult arguments)
    {
        var words = Words(arguments.GetRequiredValue(_targets));
        var names = words.Contains(All) ? AcceleratorCatalog.Names : words;
        var quirks = Words(arguments.GetValue(_quirks) ?? "");
        return [.. names.Select(CostFamilies.Accelerators.Load).Select(accelerator => Imitating(accelerator, quirks))];
    }

    private WorkloadActivity Activity(ParseResult arguments, IReadOnlyList<Graph> graphs) => arguments.GetValue(_activity) switch
    {
        null => WorkloadActivity.Estimated,
        Worst => WorkloadActivity.Worst,
        { } text when RateOf(text) is { } rate => WorkloadActivity.AtRate(rate),
        { } file => RecordedActivity.ReadAll(file, graphs),
    };

    // They choose for the same activity.
    private PassOptions Passes(ParseResult arguments, CompiledProgram program, WorkloadActivity activity) =>
        Verb.PassesOf(arguments.GetValue(_passes)) with
    {
        Tensors = program.Tensors,
        Activity = activity.IsRecorded ? RecordedActivity.Read(arguments.GetValue(_activity)!, program.Graphs) : null,
    };

    // Switches that an accelerator does not have are those of another one beside it.
    private static Accelerator Imitating(Accelerator accelerator, string[] quirks)
    {
        var known = accelerator.Quirks.Select(quirk => quirk.Name);
        var wanted = quirks.Contains(All) ? known.ToArray() : [.. known.Intersect(quirks)];
        return wanted.Length == 0 ? accelerator : accelerator.Imitating(wanted);
    }

    private static double? RateOf(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) ? rate : null;

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

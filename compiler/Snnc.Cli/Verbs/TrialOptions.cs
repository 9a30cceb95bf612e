using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using Snnc.Cli.Trials;
using Snnc.Cost.Functional;

namespace Snnc.Cli.Verbs;

/// <summary>The options of a run on a target's arithmetic.</summary>
internal sealed class TrialOptions
{
    private const string Offset = "offset";
    private const string Differential = "differential";

    private readonly Option<string?> _on = new("--on")
    {
        Description = "Compute as this target would (whole numbers, conductances and converters): a name of 'snnc targets', or a file.",
        HelpName = "TARGET",
    };

    private readonly Option<int> _seed = new("--seed") { Description = "Draws the target's devices.", DefaultValueFactory = _ => 0, HelpName = "N" };
    private readonly Option<int> _trials = Verb.PositiveOption("--trials", "Draw so many times, from --seed on.", 1);
    private readonly Option<string> _cells = CellsOption();

    /// <summary>Gets the options.</summary>
    public IEnumerable<Option> All => [_on, _seed, _trials, _cells];

    /// <summary>What they ask for, or null for a run in single precision.</summary>
    public TrialSettings? Of(ParseResult arguments) => arguments.GetValue(_on) is not { } target ? null : new TrialSettings(
        target,
        arguments.GetValue(_seed),
        arguments.GetValue(_trials),
        arguments.GetValue(_cells) == Differential ? CellEncoding.Differential : CellEncoding.Offset);

    /// <summary>Reports what does not go together.</summary>
    public void Check(CommandResult result, params IReadOnlyList<Option> others)
    {
        var isAsked = result.GetValue(_on) is not null;
        var given = new Option[] { _seed, _trials, _cells }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
        if (!isAsked && given is not null)
        {
            result.AddError($"'{given.Name}' is of '--on TARGET', which is absent");
        }

        if (isAsked && others.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } other)
        {
            result.AddError($"'{other.Name}' does not go with '--on', which compares accuracy and spikes only");
        }
    }

    private static Option<string> CellsOption()
    {
        var option = new Option<string>("--cells")
        {
            Description = "How crossbars hold signs: offset, or differential, of which wires drop less.",
            DefaultValueFactory = _ => Offset,
        };
        return option.AcceptOnlyFromAmong(Offset, Differential);
    }
}

using System.Collections.Generic;
using System.CommandLine;
using Snnc.Cli.Activities;
using Snnc.Cli.Programs;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Verbs;

/// <summary>The options of every verb that plans a network.</summary>
internal sealed class PlanningOptions
{
    private readonly Option<string?> _passes = Verb.PassesOption();
    private readonly Option<string?> _activity = new("--activity")
    {
        Description = "How active each node is, as 'snnc profile' recorded it; kernels are chosen for that.",
        HelpName = "A.json",
    };

    /// <summary>Gets the options.</summary>
    public IEnumerable<Option> All => [_passes, _activity];

    /// <summary>What they ask for.</summary>
    /// <exception cref="DiagnosticException">A file that one of them names cannot be used.</exception>
    public PassOptions Of(ParseResult arguments, CompiledProgram program) => Verb.PassesOf(arguments.GetValue(_passes)) with
    {
        Activity = arguments.GetValue(_activity) is { } path ? ActivityFile.Read(path, program.Graphs) : null,
    };
}

using System.Collections.Generic;
using System.CommandLine;
using Snnc.Cli.Activities;
using Snnc.Cli.Costs;
using Snnc.Cli.Programs;
using Snnc.Cli.Running;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Verbs;

/// <summary>The options of every verb that plans a network.</summary>
/// <param name="isForThisMachine">Whether the result runs here and now, so that what was measured of this machine counts unless told otherwise.</param>
internal sealed class PlanningOptions(bool isForThisMachine)
{
    private const string Float = "float";
    private const string Int8 = "int8";

    private readonly Option<string?> _passes = Verb.PassesOption();
    private readonly Option<string?> _activity = new("--activity")
    {
        Description = "How active each node is, as 'snnc profile' recorded it; kernels are chosen for that.",
        HelpName = "A.json",
    };

    private readonly Option<string?> _costs = new("--costs")
    {
        Description = $"Choose kernels by what they cost: '{MachineCosts.Default}' (as shipped), '{MachineCosts.Measured}' (by 'snnc calibrate'), or a file.",
        HelpName = $"{MachineCosts.Default}|{MachineCosts.Measured}|F.json",
    };

    private readonly Option<string> _precision = PrecisionOption();

    /// <summary>Gets the options.</summary>
    public IEnumerable<Option> All => [_passes, _activity, _costs, _precision];

    /// <summary>What they ask for: the program as precise as it is to be, and how to plan it.</summary>
    /// <param name="backend">What runs the network: its kernels' costs count.</param>
    /// <exception cref="DiagnosticException">A file that one of them names cannot be used.</exception>
    public (CompiledProgram Program, PassOptions Passes) Of(
        ParseResult arguments, CompiledProgram program, VerbContext context, string backend = Backend.CSharp) =>
        (arguments.GetRequiredValue(_precision) == Int8 ? program.With(ByteWeights.Round) : program, PassesOf(arguments, program, context, backend));

    /// <summary>The option of verbs that show what would run.</summary>
    public static Option<string> BackendOption()
    {
        var option = new Option<string>("--backend") { Description = "Whose kernels to choose from.", DefaultValueFactory = _ => Backend.CSharp };
        return option.AcceptOnlyFromAmong(Backend.CSharp, Backend.Native);
    }

    private static Option<string> PrecisionOption()
    {
        var option = new Option<string>("--precision")
        {
            Description = "float; or int8: the weights of what spikes feed are rounded to 8 bits for each output.",
            DefaultValueFactory = _ => Float,
        };
        return option.AcceptOnlyFromAmong(Float, Int8);
    }

    private PassOptions PassesOf(ParseResult arguments, CompiledProgram program, VerbContext context, string backend)
    {
        var costs = MachineCosts.Choose(arguments.GetValue(_costs), isForThisMachine, context.Diagnostics.Report);
        return Verb.PassesOf(arguments.GetValue(_passes)) with
        {
            Costs = backend == Backend.Native ? costs.ForNative : costs,
            Tensors = program.Tensors,
            Activity = arguments.GetValue(_activity) is { } path ? RecordedActivity.Read(path, program.Graphs) : null,
        };
    }
}

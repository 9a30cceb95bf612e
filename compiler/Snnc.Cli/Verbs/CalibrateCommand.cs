using System.CommandLine;
using System.Globalization;
using Snnc.Cli.Costs;
using Snnc.Cli.Files;
using Snnc.Cli.Terminals;
using Snnc.Compiler.Targets;
using Snnc.Execution.Calibration;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc calibrate</c>: measures what kernels cost on this machine.</summary>
internal sealed class CalibrateCommand : Verb
{
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Write to this file, not to where it is found by itself.",
        HelpName = "F.json",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the constants as JSON." };
    private readonly Option<bool> _show = new("--show") { Description = "Measure nothing: show the constants that are in use." };

    public CalibrateCommand()
        : base(
            "calibrate",
            "Measures what kernels cost on this machine, in some fifteen seconds; plan and run choose by it from then on.",
            "snnc calibrate",
            "snnc calibrate --show",
            "snnc calibrate -o server.json && snnc build net.snn -o generated --costs server.json")
    {
        Add([_output, _json, _show]);

        Validators.Add(result =>
        {
            if (result.GetValue(_show) && result.GetValue(_output) is not null)
            {
                result.AddError("'--show' measures nothing that '--output' could hold");
            }
        });
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var path = arguments.GetValue(_output) ?? MachineCosts.Path;
        var costs = arguments.GetValue(_show) ? MachineCosts.Choose(null, prefersMeasured: true, context.Diagnostics.Report) : Measure(path, context);
        if (arguments.GetValue(_json))
        {
            context.Terminal.Out.Write(CostFile.ToJson(costs));
            return ExitCode.Success;
        }

        Print(costs, context);
        if (!arguments.GetValue(_show))
        {
            context.Terminal.Out.WriteLine($"written to {path}");
        }

        return ExitCode.Success;
    }

    private static CpuCosts Measure(string path, VerbContext context)
    {
        AtomicFile.Require(path);
        using var progress = new Progress(context.Terminal, "measuring", Calibrator.Parts);
        var costs = Calibrator.Measure(() =>
        {
            progress.Advance(1);
            context.Cancellation.ThrowIfCancellationRequested();
        });

        AtomicFile.WriteText(path, CostFile.ToJson(costs));
        return costs;
    }

    private static void Print(CpuCosts costs, VerbContext context)
    {
        context.Terminal.Out.WriteLine(costs.Processor);
        var table = new TextTable("constant", "C#", "native", "unit", "shipped", "meaning");
        foreach (var constant in CostConstant.All)
        {
            table.Add(
                constant.Name, Number(constant.Get(costs)), Number(constant.Get(costs.ForNative)), constant.Unit,
                Number(constant.Get(CpuCosts.Default)), constant.Meaning);
        }

        table.Write(context.Terminal.Out, "  ");
    }

    private static string Number(double value) => value.ToString(value < 1000 ? "G3" : "0", CultureInfo.InvariantCulture);
}

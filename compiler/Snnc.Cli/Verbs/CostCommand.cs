using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Cli.Estimates;
using Snnc.Cli.Files;
using Snnc.Cli.Reporting;
using Snnc.Cost.Advice;
using Snnc.Cost.Families;
using Snnc.Cost.Reports;
using Snnc.Cost.Reports.Html;
using Snnc.Cost.Workloads;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc cost FILE --target T</c>: what a network costs on accelerators, by layer and class of instruction.</summary>
internal sealed class CostCommand : Verb
{
    private readonly EstimationOptions _estimation = new("--target", absent: null);
    private readonly Option<bool> _listing = new("--listing") { Description = "Print the loops of each layer with their instructions." };
    private readonly Option<bool> _compare = new("--compare-passes") { Description = "Print what each pass saves: the energy with it left out." };
    private readonly Option<string?> _html = new("--html")
    {
        Description = "Write a page with graph, bars, break-even curves and ledger.",
        HelpName = "R.html",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object, or a list of them for several targets." };

    public CostCommand()
        : base(
            "cost",
            "Estimates energy, time, area and memory of a network on accelerators, with the source of every number.",
            "snnc cost samples/digits/digits.snn --target ottati2023",
            "snnc cost samples/digits/digits.snn --target horowitz45-int8,lemaire --activity 0.05")
    {
        Add(_estimation.File);
        Add([.. _estimation.Options, _listing, _compare, _json, _html]);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        AtomicFile.Require(arguments.GetValue(_html));
        var estimation = _estimation.Of(arguments, context);
        var workload = estimation.Workload();
        IReadOnlyList<CostEstimate> estimates = [.. estimation.Accelerators.Select(accelerator => CostFamilies.Estimate(workload, accelerator))];
        if (arguments.GetValue(_html) is { } page)
        {
            var options = new AdviceOptions(AdviseCommand.StepsOf(workload), 1);
            AtomicFile.WriteText(page, HtmlReport.Of(workload, [.. estimates.Select(e => (e, Advisor.Curve(workload, e.Accelerator, options)))]));
        }

        if (arguments.GetValue(_compare))
        {
            PassComparison.Write(context.Terminal.Out, estimation.Accelerators, estimation.Passes, estimation.WorkloadWith);
        }
        else
        {
            Print(arguments, estimates, workload, context.Terminal.Out);
        }

        return ExitCode.Success;
    }

    private void Print(ParseResult arguments, IReadOnlyList<CostEstimate> estimates, Workload workload, TextWriter output)
    {
        if (arguments.GetValue(_json))
        {
            var objects = estimates.Select(estimate => (JsonNode?)CostJson.Of(estimate, workload)).ToArray();
            output.WriteLine((objects.Length == 1 ? objects[0]! : new JsonArray(objects)).ToJsonString(JsonText.Indented));
        }
        else if (arguments.GetValue(_listing))
        {
            foreach (var estimate in estimates)
            {
                output.Write(Listing.Of(estimate, workload));
            }
        }
        else if (estimates.Count == 1)
        {
            CostText.Write(output, estimates[0], workload);
        }
        else
        {
            CostText.Compare(output, estimates, workload);
        }
    }
}

using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Cli.Estimates;
using Snnc.Cli.Reporting;
using Snnc.Compiler.Ir;
using Snnc.Cost.Advice;
using Snnc.Cost.Reports;
using Snnc.Cost.Workloads;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc advise FILE --targets T</c>: for each layer, as ANN or as spikes.</summary>
internal sealed class AdviseCommand : Verb
{
    private const int StepsWithoutTime = 8;
    private const string Matched = "matched";

    private readonly EstimationOptions _estimation = new("--targets", absent: "horowitz45-int8,lemaire,ottati2023");
    private readonly Option<int?> _steps =
        PositiveOption<int?>("--steps", "The steps of spiking layers; else the program's, or 8 of a network without time.", null);
    private readonly Option<int?> _frames = PositiveOption<int?>(
        "--frames", "How often an ANN computes in an inference; else once for still inputs, and in every step for events and recurrent networks.", null);

    private readonly Option<string?> _bits = new("--bits")
    {
        Description = "The bits of an ANN's activations: a number, or 'matched' to the steps (the logarithm of steps + 1); else the machine's.",
        HelpName = "N|matched",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON list, an object for each target." };

    public AdviseCommand()
        : base(
            "advise",
            "Tells for each layer whether it costs less as one of an ANN or of spikes, and where to divide the network.",
            "snnc advise samples/digits/digits.snn --targets ottati2023",
            "snnc advise net.snn --activity net.activity.json --bits matched")
    {
        _bits.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value != Matched && !IsBits(result.Tokens[0].Value))
            {
                result.AddError($"'--bits' is a number from 1 to 64 or '{Matched}', not '{result.Tokens[0].Value}'");
            }
        });
        Add(_estimation.File);
        Add([.. _estimation.Options, _steps, _frames, _bits, _json]);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var estimation = _estimation.Of(arguments, context);
        var workload = estimation.Workload();
        var options = OptionsOf(arguments, workload);
        IReadOnlyList<NetworkAdvice> advice = [.. estimation.Accelerators.Select(accelerator => Advisor.Of(workload, accelerator, options))];
        if (arguments.GetValue(_json))
        {
            context.Terminal.Out.WriteLine(new JsonArray([.. advice.Select(AdviceJson.Of)]).ToJsonString(JsonText.Indented));
            return ExitCode.Success;
        }

        foreach (var one in advice)
        {
            AdviceText.Write(context.Terminal.Out, one);
        }

        return ExitCode.Success;
    }

    /// <summary>The steps of spiking layers where nothing is said.</summary>
    public static int StepsOf(Workload workload) => workload is { IsTimed: true, IsStream: false } ? workload.Steps : StepsWithoutTime;

    private static bool IsBits(string text) => int.TryParse(text, out var bits) && bits is >= 1 and <= 64;

    private AdviceOptions OptionsOf(ParseResult arguments, Workload workload)
    {
        var steps = arguments.GetValue(_steps) ?? StepsOf(workload);
        // Without what it remembers an ANN has to look at every step.
        var variesInTime = workload.IsRecurrent || workload.Inputs.Any(input => input.Kind != ValueKind.Frame);
        var frames = arguments.GetValue(_frames) ?? (variesInTime ? steps : 1);
        int? bits = arguments.GetValue(_bits) switch
        {
            null => null,
            Matched => AdviceOptions.MatchedBits(steps),
            { } number => int.Parse(number),
        };
        return new AdviceOptions(steps, frames) { ActivationBits = bits };
    }
}

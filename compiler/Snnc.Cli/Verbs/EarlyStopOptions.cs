using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using Snnc.Cli.Running;

namespace Snnc.Cli.Verbs;

/// <summary>The options that end inferences early.</summary>
internal sealed class EarlyStopOptions
{
    private readonly Option<float?> _confidence = new("--confidence")
    {
        Description = "End an inference once the softmax of its scores gives the largest P (0 to 1): dynamic time steps.",
        HelpName = "P",
    };

    private readonly Option<int> _every = Verb.PositiveOption("--every", "Look at the scores after every N steps.", 1);

    public EarlyStopOptions() => _confidence.Validators.Add(result =>
    {
        // What is no number at all is told by the parser.
        if (result.Tokens.Count == 1 && float.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && value is not (>= 0 and <= 1))
        {
            result.AddError($"'{_confidence.Name}' is a probability, from 0 to 1");
        }
    });

    /// <summary>Gets the options.</summary>
    public IEnumerable<Option> All => [_confidence, _every];

    /// <summary>What they ask for, or null where every inference runs all its steps.</summary>
    public EarlyStop? Of(ParseResult arguments) =>
        arguments.GetValue(_confidence) is { } confidence ? new EarlyStop(confidence, arguments.GetValue(_every)) : null;

    /// <summary>Reports what does not go together.</summary>
    public void Check(CommandResult result, Option<string> backend, params IReadOnlyList<Option> others)
    {
        if (result.GetResult(_confidence) is not { Implicit: false })
        {
            return;
        }

        if (result.GetValue(backend) == Backend.Interpreted)
        {
            result.AddError($"'{_confidence.Name}' is of the back ends {Backend.CSharp} and {Backend.Native}");
        }

        if (others.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } other)
        {
            result.AddError($"'{other.Name}' needs all steps, and does not go with '{_confidence.Name}'");
        }
    }
}

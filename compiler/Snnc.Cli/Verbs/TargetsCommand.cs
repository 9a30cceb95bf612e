using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using Snnc.Cli.Terminals;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc targets</c>: the accelerators that are known, and every constant of one.</summary>
internal sealed class TargetsCommand : Verb
{
    private readonly Option<string?> _explain = new("--explain") { Description = "Show all of one: constants, sources, switches.", HelpName = "T" };
    private readonly Option<bool> _schema = new("--schema") { Description = "Print the JSON schema of accelerators' files, for editors." };

    public TargetsCommand()
        : base("targets", "Lists the accelerators that costs can be told of.", "snnc targets", "snnc targets --explain ottati2023")
    {
        Add(_explain);
        Add(_schema);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var output = context.Terminal.Out;
        if (arguments.GetValue(_schema))
        {
            output.Write(AcceleratorSchema.Text([.. CostFamilies.All.Select(family => family.Schema)]));
        }
        else if (arguments.GetValue(_explain) is { } target)
        {
            Explain(CostFamilies.Accelerators.Load(target), output);
        }
        else
        {
            List(output);
        }

        return ExitCode.Success;
    }

    private static void List(TextWriter output)
    {
        var table = new TextTable("target", "family", "constants", "what it is");
        foreach (var accelerator in AcceleratorCatalog.Names.Select(CostFamilies.Accelerators.Load))
        {
            var known = accelerator.Constants.Values.Count(constant => constant.Value is not null);
            table.Add(accelerator.Name, accelerator.Family, known.ToString(CultureInfo.InvariantCulture), accelerator.Title);
        }

        table.Write(output, "");
        output.WriteLine(
            "\n'snnc targets --explain T' shows every constant and where it is from; a target of your own is the path of its .json file.");
    }

    private static void Explain(Accelerator accelerator, TextWriter output)
    {
        output.WriteLine($"{accelerator.Name}: {accelerator.Title}\nfamily {accelerator.Family}\n\nconstants");
        var table = new TextTable("name", "value", "unit", "confidence", "source");
        foreach (var constant in accelerator.Constants.Values)
        {
            table.Add(
                constant.Name,
                constant.Value?.ToString("G10", CultureInfo.InvariantCulture) ?? "unknown",
                constant.Unit,
                constant.Confidence.ToString().ToLowerInvariant(),
                constant.Source);
        }

        table.Write(output, "  ");
        WriteList(output, "unknown", [.. accelerator.UnknownOf(SchemaOf(accelerator))]);
        WriteList(output, "quirks, off unless asked for with --quirks", [.. accelerator.Quirks.Select(quirk => $"{quirk.Name}: {quirk.Meaning}")]);
        WriteList(output, "not modelled", [.. accelerator.NotModelled]);
    }

    private static FamilySchema SchemaOf(Accelerator accelerator) =>
        CostFamilies.All.Select(family => family.Schema).First(schema => schema.Family == accelerator.Family);

    private static void WriteList(TextWriter output, string title, string[] lines)
    {
        if (lines.Length > 0)
        {
            output.WriteLine($"\n{title}");
        }

        foreach (var line in lines)
        {
            output.WriteLine($"  {line}");
        }
    }
}

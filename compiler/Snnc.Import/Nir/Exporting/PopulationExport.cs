using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Text;

namespace Snnc.Import.Nir.Exporting;

/// <summary>Populations as NIR's primitives: those of the prelude's models, and of the profiles', that are NIR's.</summary>
internal sealed class PopulationExport(BoundNetwork network, ConstantValues values)
{
    private const string Profiles = StandardLibrary.Root + "profiles/";

    private static readonly Dictionary<string, string> Types = new()
    {
        ["integrator"] = "I",
        ["if_neuron"] = "IF",
        ["li"] = "LI",
        ["lif"] = "LIF",
        ["cuba_li"] = "CubaLI",
        ["cuba_lif"] = "CubaLIF",
    };

    private readonly Dictionary<string, (string Choice, string Node)> _choices = [];

    /// <summary>Gets the options that say what NIR does not: the simulator, or the choices that all neurons make.</summary>
    public IEnumerable<string> Options => _choices.Where(choice => choice.Value.Choice != "").Select(choice => choice.Value.Choice);

    /// <summary>Gets a value indicating whether a population's fields depend on the length of a step.</summary>
    public bool IsTimed { get; private set; }

    /// <summary>A population's primitive.</summary>
    /// <exception cref="ImportException">NIR has none like it.</exception>
    public NirPrimitive Export(BoundNode node, string name)
    {
        var use = ((BoundPopulation)node.Operation).Use;
        var type = use.Model.Source.Path.StartsWith(StandardLibrary.Root, System.StringComparison.Ordinal) ? Types.GetValueOrDefault(use.Model.Name) : null;
        if (type is null)
        {
            throw new ImportException(
                $"'{node.Name}' is of the model '{use.Model.Name}', which NIR has no primitive for",
                $"NIR has {string.Join(", ", Types.Select(pair => $"{pair.Value} ({pair.Key})"))}");
        }

        IsTimed = true;
        Choose(node, use, type);
        var fields = NirSchema.ParametersOf(type).Where(field => field != "v_reset").ToDictionary(field => field, field => Field(node, use, type, field));
        if (type is "IF" or "LIF" or "CubaLIF" && ChoiceOf(use, "reset") is var reset and not "subtract")
        {
            fields.Add("v_reset", reset == "zero" ? new NirField(node.Type.Shape, new double[node.Type.Shape.Size]) : Field(node, use, type, "v_reset"));
        }

        return new NirPrimitive(name, type, fields);
    }

    private NirField Field(BoundNode node, BoundModelUse use, string type, string field)
    {
        var parameter = field == "v_threshold" ? "threshold" : field;
        var declared = use.Model.Parameters.First(candidate => candidate.Name == parameter);
        var value = values.Of(use.Values.TryGetValue(parameter, out var given) ? given : declared.Default!, node.Type.Shape);
        return type is "I" or "IF" && field == "r" && network.Scale.Exact is { } step ? PerSecond(value, step) : value;
    }

    // The language's r is per step, NIR's per second.
    private static NirField PerSecond(NirField value, decimal step) =>
        new(value.Shape, System.Array.ConvertAll(value.Reals, x => System.Math.Abs(x) < 1e12 ? (double)((decimal)x / step) : x / (double)step));

    // NIR says nothing of these, so that a reader takes all neurons alike: they must be.
    private void Choose(BoundNode node, BoundModelUse use, string type)
    {
        var path = use.Model.Source.Path;
        var isProfile = path.StartsWith(Profiles, System.StringComparison.Ordinal);
        Agree(node, "simulator", isProfile ? $"--convention {path[Profiles.Length..^".snn".Length]}" : "--convention nir");
        if (isProfile)
        {
            return;
        }

        if (type is not ("I" or "IF"))
        {
            Agree(node, "method", $"--method {ChoiceOf(use, "integrate")}");
        }

        if (type is "IF" or "LIF" or "CubaLIF")
        {
            Agree(node, "reset", ChoiceOf(use, "reset") == "subtract" ? "--reset subtract" : "");
            Agree(node, "comparison", ChoiceOf(use, "compare") == "reached" ? "--compare reached" : "");
        }
    }

    private void Agree(BoundNode node, string what, string choice)
    {
        if (_choices.TryGetValue(what, out var known) && known.Choice != choice)
        {
            throw new ImportException(
                $"'{known.Node}' and '{node.Name}' differ in their {what}, of which NIR says nothing, so that all must be alike",
                "give all neurons the same");
        }

        _choices[what] = (choice, known.Node ?? node.Name);
    }

    private static string ChoiceOf(BoundModelUse use, string parameter) => use.Choices.TryGetValue(parameter, out var choice)
        ? choice
        : use.Model.Parameters.FirstOrDefault(declared => declared.Name == parameter)?.DefaultChoice ?? "";
}

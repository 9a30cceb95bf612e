using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Writing;

namespace Snnc.Import.Nir;

/// <summary>Writes populations: models of the prelude, or those that a simulator's profile has under the same names.</summary>
internal sealed class NeuronWriter(Interpretation reading, TensorTable tensors)
{
    /// <summary>The model and its arguments.</summary>
    /// <exception cref="ImportException">The convention has no such neurons.</exception>
    public string Write(NirPrimitive node, Shape shape)
    {
        var rank = shape.Rank;
        var model = ModelOf(node);
        if (!reading.Convention.Has(model))
        {
            throw new ImportException($"{reading.Convention.Name} has no neurons like '{node.Name}' ({node.Type})", "choose another --convention, or nir");
        }

        var arguments = node.Type switch
        {
            "I" or "IF" => Gain(node, rank),
            "LI" or "LIF" => [Time(node, "tau", rank), .. Number(node, "r", rank, 1), .. Number(node, "v_leak", rank, 0)],
            _ => Current(node, rank),
        };
        return NetworkText.Element(null, model, [.. arguments, .. Spiking(node, rank), .. Method(node)]);
    }

    private static string ModelOf(NirPrimitive node) => node.Type switch
    {
        "I" => "integrator",
        "IF" => "if_neuron",
        "CubaLI" => "cuba_li",
        "CubaLIF" => "cuba_lif",
        var leaky => leaky.ToLowerInvariant(),
    };

    private IEnumerable<string> Gain(NirPrimitive node, int rank)
    {
        var value = reading.Gain is { } gain ? tensors.Scaled(node, "r", rank, gain) : "1";
        return value == "1" ? [] : [$"r = {value}"];
    }

    private IEnumerable<string> Current(NirPrimitive node, int rank) =>
    [
        Time(node, "tau_syn", rank),
        Time(node, "tau_mem", rank),
        .. Number(node, "r", rank, 1),
        .. Number(node, "w_in", rank, 1),
        .. Number(node, "v_leak", rank, 0),
    ];

    private string Time(NirPrimitive node, string field, int rank) => node[field].Reals.Any(tau => tau <= 0)
        ? throw new ImportException($"'{node.Name}' ({node.Type}) has a {field} that is not above 0")
        : $"{field} = {tensors.Time(node, field, rank, reading.Unit)}";

    private IEnumerable<string> Number(NirPrimitive node, string field, int rank, double absent, string? parameter = null)
    {
        if (node.Find(field) is not { } found || found.Uniform == absent)
        {
            return [];
        }

        return [$"{parameter ?? field} = {tensors.Value(node, field, rank)}"];
    }

    // A simulator's neurons say themselves how they are reset and compared.
    private IEnumerable<string> Spiking(NirPrimitive node, int rank)
    {
        if (node.Find("v_threshold") is null)
        {
            return [];
        }

        var threshold = Number(node, "v_threshold", rank, 1, "threshold");
        var resets = node.Find("v_reset") is { } value && value.Uniform != 0;
        if (reading.Convention.Profile is not null)
        {
            return [.. threshold, .. Number(node, "v_reset", rank, 0)];
        }

        return (reading.Reset ?? (resets ? ResetMode.Value : ResetMode.Zero)) switch
        {
            ResetMode.Subtract => [.. threshold, "reset = subtract", .. Comparison()],
            ResetMode.Value when resets => [.. threshold, "reset = value", .. Number(node, "v_reset", rank, 0), .. Comparison()],
            _ => [.. threshold, "reset = zero", .. Comparison()],
        };
    }

    private IEnumerable<string> Comparison() => reading.IsReached ? ["compare = reached"] : [];

    private IEnumerable<string> Method(NirPrimitive node) =>
        reading.Convention.Profile is null && reading.Method == IntegrationMethod.Euler && node.Type is not ("I" or "IF") ? ["integrate = euler"] : [];
}

using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Cost.Advice;

namespace Snnc.Cost.Reports;

/// <summary>Advice as JSON. The names of fields stay as they are once released; what is unknown is null.</summary>
public static class AdviceJson
{
    /// <summary>The object of an advice.</summary>
    public static JsonNode Of(NetworkAdvice advice) => new JsonObject
    {
        ["network"] = advice.Network,
        ["target"] = advice.Accelerator.Name,
        ["steps"] = advice.Options.Steps,
        ["frames"] = advice.Options.Frames,
        ["activation_bits"] = advice.Options.ActivationBits,
        ["layers"] = new JsonArray([.. advice.Layers.Select(Layer)]),
        ["cuts"] = new JsonArray([.. advice.Cuts.Select(Cut)]),
        ["best"] = advice.Best?.Description,
        ["break_even_frames"] = advice.BreakEvenFrames,
        ["unknown"] = new JsonArray([.. advice.Cuts.SelectMany(cut => cut.Estimate.Unknown).Distinct().Select(name => (JsonNode?)name)]),
    };

    private static JsonNode Layer(LayerAdvice layer) => new JsonObject
    {
        ["name"] = layer.Name,
        ["spikes"] = layer.Spikes,
        ["ann_J"] = layer.AnnJ,
        ["spiking_J"] = layer.SpikingJ,
        ["rate"] = layer.Rate,
        ["break_even_rate"] = layer.BreakEvenRate,
        ["break_even_steps"] = layer.BreakEvenSteps,
        ["neuron_share"] = layer.NeuronShare,
    };

    private static JsonNode Cut(CutAdvice cut) => new JsonObject
    {
        ["cut"] = cut.Description,
        ["at"] = cut.At,
        ["energy_J"] = cut.Estimate.EnergyJ,
        ["latency_s"] = cut.Estimate.LatencyS,
    };
}

using System;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Analytic;

/// <summary>What layers keep in memory, and what an access to a memory of that size costs.</summary>
internal static class AnalyticMemory
{
    private const double SingleBits = 32;
    private const double BitsPerByte = 8;
    private const double LargestSram = 1 << 20;

    /// <summary>The bytes of a layer's weights, biases with their scales, parameters and states.</summary>
    public static double Bytes(WorkloadLayer layer, Accelerator accelerator)
    {
        var hasOneFilter = accelerator.Imitates(AnalyticSchema.OneFilterOfWeights) && layer.IsConnection;
        var weights = hasOneFilter ? (double)layer.Synapses / layer.Filters : layer.Synapses;
        var biases = accelerator.Imitates(AnalyticSchema.FreeSpikingBiases) && layer.TakesSpikes ? 0 : layer.Biases;
        var scales = Requantises(layer, accelerator) ? layer.Filters : 0;
        var states = (double)layer.Neurons * layer.NeuronWork.StateReads;
        return ((weights * WeightBits(layer, accelerator))
            + ((biases + scales + layer.NeuronWork.Parameters) * Width("bias.width", accelerator))
            + (states * Width("state.width", accelerator))) / BitsPerByte;
    }

    /// <summary>Whether sums of a layer are brought back to the width of activations.</summary>
    public static bool Requantises(WorkloadLayer layer, Accelerator accelerator) =>
        layer.IsConnection && !layer.TakesSpikes && accelerator["requant.energy"] is { Value: null or > 0 };

    /// <summary>The bits of a layer's weights on an accelerator.</summary>
    public static double WeightBits(WorkloadLayer layer, Accelerator accelerator) => accelerator.Si("weight.width") ?? layer.WeightBits;

    /// <summary>A width, that of single precision where the file has none.</summary>
    public static double Width(string name, Accelerator accelerator) => accelerator.Si(name) ?? SingleBits;

    /// <summary>The energy of <paramref name="bits"/> from an SRAM of a size: from the least through the sizes that are known, level above the
    /// last.</summary>
    public static double? Access(double bytes, double bits, PriceList prices)
    {
        if (bytes > LargestSram && prices.Has("dram.energy"))
        {
            return prices["dram.energy"] * bits / prices["sram.width"];
        }

        var (least, small) = (prices["sram.0k.energy"], prices["sram.8k.energy"]);
        var (middle, large) = (prices["sram.32k.energy"], prices["sram.1m.energy"]);
        var whole = bytes switch
        {
            <= 8 << 10 => Between(bytes, 0, 8 << 10, least, small),
            <= 32 << 10 => Between(bytes, 8 << 10, 32 << 10, small, middle),
            _ => Between(Math.Min(bytes, LargestSram), 32 << 10, LargestSram, middle, large),
        };
        return whole * bits / prices["sram.width"];
    }

    private static double? Between(double x, double x0, double x1, double? y0, double? y1) => y0 + ((y1 - y0) * (x - x0) / (x1 - x0));
}

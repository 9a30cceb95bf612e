using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Crossbar;

/// <summary>Prices readings of crossbars, and tiles in area.</summary>
internal sealed class CrossbarPricing(Accelerator accelerator, PriceList prices)
{
    private double Converters => prices.Size("crossbar.size") / prices.Size("columns.per.adc");

    // How often the tool has a reading of all columns of an element cost the energy of these.
    private double Twice => accelerator.Imitates(CrossbarSchema.ConvertersTwice) ? Converters : 1;

    public NodeCost Node(WorkloadLayer layer, CrossbarCounts counts, bool feedsNeurons)
    {
        var readings = counts.Readings * counts.Elements;
        var sums = feedsNeurons ? readings : 0;
        var conversions = readings * Converters;
        return new NodeCost(
            layer.Name,
            [
                InstructionCount.Priced("crossbar.read", counts.Readings * counts.Crossbars, Twice * prices["crossbar.energy"]),
                InstructionCount.Priced("adc", conversions, Twice * prices["adc.energy"]),
                InstructionCount.Priced("mux", conversions, Twice * prices["mux.energy"]),
                InstructionCount.Priced("subtract", conversions, prices["subtractor.operations"] * prices["subtractor.energy"]),
                prices.Priced("buffer.temporary", conversions, "buffer.temporary.energy"),
                prices.Priced("buffer.tile", readings, "buffer.tile.energy"),
                prices.Priced("htree", readings, "htree.energy"),
                prices.Priced("membrane.fetch", sums, "fetch.energy"),
                prices.Priced("neuron", sums, "neuron.energy"),
            ])
        {
            Cycles = counts.StepReadings * counts.Steps * prices["pe.cycle"],
            Loops = counts.Loops,
        };
    }

    public double? Area(double tiles, double membranes)
    {
        var window = prices["kernel.size"] * prices["kernel.size"];
        var element = (window * prices["crossbar.area"]) + (Converters * (prices["adc.area"] + prices["mux.area"]));
        var tile = (Converters * prices["subtractor.area"]) + prices["buffer.temporary.area"] + prices["buffer.tile.area"]
            + (prices["pes.per.tile"] * element) + prices["htree.area"];
        return (tiles * tile) + (membranes * prices["membrane.area"]);
    }
}

using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Families.Crossbar;

/// <summary>The constants of chips of analog crossbars.</summary>
internal static class CrossbarSchema
{
    public const string ConvertersTwice = "converters_twice";
    public const string SerialLatency = "serial_latency";
    public const string MembranesOfInputs = "membranes_of_inputs";
    public const string OneKernel = "one_kernel";

    public static FamilySchema Schema { get; } = new(
        "crossbar",
        [
            new("crossbar.size", Quantity.Number, "the rows and columns of a crossbar"),
            new("kernel.size", Quantity.Number, "the rows and columns of the window that a processing element has crossbars for"),
            new("pes.per.tile", Quantity.Number, "the processing elements of a tile"),
            new("columns.per.adc", Quantity.Number, "the columns that share a converter and a multiplexer"),
            new("clock.frequency", Quantity.Frequency, "the clock"),
            new("pe.cycle", Quantity.Cycles, "the cycles in which a processing element gives all its columns"),
            new("pipeline.share", Quantity.Number, "the share of a layer's outputs after which the next layer begins"),
            new("activation.width", Quantity.Width, "a number that comes in; crossbars take it bit by bit"),
            new("weight.width", Quantity.Width, "a weight in a crossbar"),
            new("state.width", Quantity.Width, "a membrane potential"),
            new("crossbar.energy", Quantity.Energy, "a crossbar, one position of the window"),
            new("crossbar.area", Quantity.Area, "a crossbar"),
            new("adc.energy", Quantity.Energy, "a conversion of the columns that share a converter"),
            new("adc.area", Quantity.Area, "a converter"),
            new("mux.energy", Quantity.Energy, "the multiplexer before a converter"),
            new("mux.area", Quantity.Area, "the same"),
            new("subtractor.energy", Quantity.Energy, "a subtraction of the sums of positive and negative weights"),
            new("subtractor.operations", Quantity.Number, "the subtractions for the columns that share a converter"),
            new("subtractor.area", Quantity.Area, "the subtractors of the columns that share a converter"),
            new("buffer.temporary.energy", Quantity.Energy, "the buffer behind a converter"),
            new("buffer.temporary.area", Quantity.Area, "that of a tile"),
            new("buffer.tile.energy", Quantity.Energy, "the buffer of a tile"),
            new("buffer.tile.area", Quantity.Area, "the same"),
            new("htree.energy", Quantity.Energy, "the wires inside a tile"),
            new("htree.area", Quantity.Area, "the same"),
            new("fetch.energy", Quantity.Energy, "a membrane potential from memory and back"),
            new("neuron.energy", Quantity.Energy, "the neuron module"),
            new("membrane.area", Quantity.Area, "the memory of a membrane potential"),
        ],
        [
            new(ConvertersTwice, "The number of a crossbar's converters is applied twice to the energy of crossbars, converters and multiplexers."),
            new(SerialLatency, "A processing element gives one output in its cycle, however many columns it has."),
            new(MembranesOfInputs, "Potentials take memory for what comes into each layer and for what goes out of the first five."),
            new(OneKernel, "All layers have the window of a processing element."),
        ]);
}

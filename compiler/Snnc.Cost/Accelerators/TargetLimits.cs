using System.Collections.Generic;

namespace Snnc.Cost.Accelerators;

/// <summary>Limits that the file of any accelerator may tell, whatever its family; <c>snnc check --target</c> holds networks against them.</summary>
public static class TargetLimits
{
    /// <summary>Synapses that end in a neuron.</summary>
    public const string FanIn = "limit.fan_in";

    /// <summary>Neurons of a network.</summary>
    public const string Neurons = "limit.neurons";

    /// <summary>Stored weights of a network.</summary>
    public const string Synapses = "limit.synapses";

    /// <summary>Bits of a weight.</summary>
    public const string WeightWidth = "limit.weight.width";

    /// <summary>0 where nothing spikes.</summary>
    public const string Spikes = "limit.spikes";

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<ConstantSpec> Constants { get; } =
    [
        new(FanIn, Quantity.Number, "the most synapses that end in a neuron"),
        new(Neurons, Quantity.Number, "the most neurons of a network"),
        new(Synapses, Quantity.Number, "the most stored weights of a network"),
        new(WeightWidth, Quantity.Width, "the most bits of a weight"),
        new(Spikes, Quantity.Number, "0 where no neuron can spike"),
    ];
}

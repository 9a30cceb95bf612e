using System.Collections.Generic;

namespace Snnc.Cost.Families.Manycore;

/// <summary>What a core does in a step, in the mean.</summary>
internal sealed class CoreWork
{
    /// <summary>Gets or sets the updates of compartments.</summary>
    public double Updates { get; set; }

    /// <summary>Gets or sets the neurons that fire.</summary>
    public double Spikes { get; set; }

    /// <summary>Gets the synaptic operations by class.</summary>
    public Dictionary<string, double> Operations { get; } = [];

    /// <summary>Gets or sets the words that are read of synapse memory.</summary>
    public double Words { get; set; }

    /// <summary>Gets or sets the spikes that leave it, once for each core that they go to.</summary>
    public double MessagesOut { get; set; }

    /// <summary>Gets or sets the spikes that come in.</summary>
    public double MessagesIn { get; set; }

    /// <summary>Adds synaptic operations.</summary>
    public void Add(string @class, double operations) => Operations[@class] = Operations.GetValueOrDefault(@class) + operations;
}

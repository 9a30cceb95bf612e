using System;
using System.Linq;

namespace Snnc.Runtime;

/// <summary>Watches nodes by their names.</summary>
public static class NetworkProbes
{
    /// <summary>Records what a node gives (<c>h</c>), or a state of it (<c>h.v</c>), beside other probes and an observer that is set already.</summary>
    /// <exception cref="ArgumentException">There is no such node or state.</exception>
    public static NodeProbe Probe(this INetwork network, string name)
    {
        for (var node = 0; node < network.Nodes.Count; node++)
        {
            var info = network.Nodes[node];
            var state = info.Name == name ? -1 : info.States.ToList().FindIndex(state => $"{info.Name}.{state.Name}" == name);
            if (info.Name == name || state >= 0)
            {
                return ProbeGroup.Add(network, new NodeProbe(network, name, node, state));
            }
        }

        throw new ArgumentException($"The network {network.Name} has no node '{name}'; it has {string.Join(", ", network.Nodes.Select(node => node.Name))}.");
    }
}

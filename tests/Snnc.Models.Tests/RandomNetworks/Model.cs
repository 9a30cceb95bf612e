namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>A neuron model as a layer uses it.</summary>
/// <param name="Use">The node's text; <c>TENSOR</c> in it is a tensor of numbers from 1/2 to 1, and <c>TAU</c> one of times.</param>
/// <param name="Least">A current at which it is silent.</param>
/// <param name="Greatest">A current at which it is busy.</param>
/// <param name="Declaration">The <c>neuron</c> before the network, or "".</param>
/// <param name="IsWhole">Its first port takes whole numbers.</param>
/// <param name="Second">The name of a second port of reals, or null.</param>
/// <param name="State">A state of reals to read, or null; WholeState, one of whole numbers.</param>
/// <param name="Most">The most spikes in a step; 0 for a model that emits.</param>
internal sealed record Model(
    string Use, double Least, double Greatest, string Declaration = "", bool IsWhole = false, string? Second = null, string? State = "v",
    string? WholeState = null, int Most = 1);

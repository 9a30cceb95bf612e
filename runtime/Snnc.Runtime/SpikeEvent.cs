namespace Snnc.Runtime;

/// <summary>A spike, or several of one neuron in one step.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Neuron">The neuron, counted in C order of the population's shape.</param>
/// <param name="Count">How many: 1, but for models, pooling and sums that make more.</param>
public readonly record struct SpikeEvent(long Step, int Neuron, float Count);

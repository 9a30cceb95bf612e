using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Plan;

/// <summary>
/// How neurons that rest after a spike are kept out of a population's steps: what a rest holds is no number as long as it lasts, which no threshold is below;
/// a list for each step names those that wake in it.
/// </summary>
/// <param name="Counter">The state that counts the steps of a rest down to 0. It is written when a run ends.</param>
/// <param name="Steps">The steps of a rest.</param>
/// <param name="Held">The states that a rest holds.</param>
/// <param name="Awake">The population without the counter: the body of neurons that do not rest, and of what a spike changes the rest of it.</param>
public sealed record Rest(string Counter, int Steps, EquatableArray<HeldState> Held, NeuronOp Awake)
{
    /// <summary>Gets the number of lists: a neuron that spikes sleeps through the steps of its rest, and wakes in the next.</summary>
    public int Lists => Steps + 1;
}

/// <summary>A state that a rest holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What a spike sets it to.</param>
public sealed record HeldState(string Name, float Value);

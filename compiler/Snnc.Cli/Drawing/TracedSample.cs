using System.Collections.Generic;

namespace Snnc.Cli.Drawing;

/// <summary>What <c>snnc run --trace</c> recorded of one sample.</summary>
/// <param name="Sample">Which it is.</param>
/// <param name="Samples">How many the file holds.</param>
/// <param name="Steps">The steps of an inference.</param>
/// <param name="Nodes">The nodes, in the order of the file.</param>
internal sealed record TracedSample(int Sample, int Samples, int Steps, IReadOnlyList<TracedNode> Nodes);

/// <summary>One node of a trace.</summary>
/// <param name="Name">The node.</param>
/// <param name="Neurons">Its elements.</param>
/// <param name="Spikes">Whether each neuron fired, step after step; null of a node that does not spike.</param>
/// <param name="Curve">What is drawn as curves: a state of the neurons, or the node's own values; or null.</param>
internal sealed record TracedNode(string Name, int Neurons, bool[]? Spikes, TracedValues? Curve);

/// <summary>Values in every step.</summary>
/// <param name="Name">The state, or the node.</param>
/// <param name="Values">Step after step, each of all elements.</param>
internal sealed record TracedValues(string Name, double[] Values);

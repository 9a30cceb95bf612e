using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Tensors.Manifests;

/// <summary>How active a network was, as far as a build tells those who compile it.</summary>
/// <param name="Program">The .snn file, as seen from the project's folder; parts are divided by <c>/</c>.</param>
/// <param name="Network">The network's name.</param>
/// <param name="Densities">What was recorded of its nodes.</param>
public sealed record RecordedNetwork(string Program, string Network, EquatableArray<RecordedNode> Densities);

/// <summary>How active a node was.</summary>
/// <param name="Name">The node.</param>
/// <param name="Density">The share of its elements that are not 0, over all steps and inferences; from 0 to 1.</param>
public sealed record RecordedNode(string Name, double Density);

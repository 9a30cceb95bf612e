using System.Collections.Generic;

namespace Snnc.Conversion.Building;

/// <summary>A node of the new network, as text.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Op">The operator or model.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="From">What leads to it: nodes, or states of nodes.</param>
/// <param name="IsNamed">Whether the program must name it, though nothing refers to it by name.</param>
internal sealed record Element(string Label, string Op, IReadOnlyList<string> Arguments, IReadOnlyList<string> From, bool IsNamed);

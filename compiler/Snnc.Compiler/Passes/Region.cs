using System.Collections.Generic;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>Nodes of a loop that timestep fusion runs together; their kernels are not chosen yet.</summary>
/// <param name="Nodes">In execution order.</param>
/// <param name="Reason">Why these, in one sentence for the user.</param>
internal sealed record Region(RegionKind Kind, IReadOnlyList<Node> Nodes, string Reason);

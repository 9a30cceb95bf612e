using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir.Verification;

namespace Snnc.Compiler.Ir;

/// <summary>
/// Holds a graph to its invariants; passes, interpreter and back ends rely on them.
/// <list type="number">
/// <item>Names of containers, constants, nodes and outputs are unique, each among its own (SNN0911).</item>
/// <item>Containers, constants, values and states that are named exist (SNN0912).</item>
/// <item>Inputs stand first; a node stands after its operands, unless it reads only their past (SNN0913).</item>
/// <item>A node has as many operands as its operator takes (SNN0914).</item>
/// <item>Its kind, shape and element are those that <see cref="ShapeRules"/> gives; arrays have 1 to 2^31 - 1 elements (SNN0915).</item>
/// <item>A constant's shape is that of its load expression, and each part of this follows from its operands (SNN0916).</item>
/// <item>A time loop reads nothing of a later one (SNN0917, see <see cref="Stage"/>).</item>
/// <item>A neuron's body is well typed; locals are made before they are used, in a block around, and have names of their own; states start at a
/// constant of their element that broadcasts to the population, and int states have 1 to 64 bits and say how they overflow (SNN0918).</item>
/// <item>At most one statement spikes or emits (SNN0919).</item>
/// <item>Time: only a timed graph has values in time; decoders say <c>every</c> in streams and there alone; a stream has no frame inputs and
/// one loop; steps, windows and the length of a step are positive (SNN0920).</item>
/// </list>
/// </summary>
public static class IrVerifier
{
    /// <summary>What the graph breaks; nothing for a good one. Where a text or program says the part at fault, the location is there.</summary>
    public static IReadOnlyList<Diagnostic> Verify(Graph graph)
    {
        var report = new DiagnosticBag();
        var context = new GraphContext(graph);
        NameVerifier.Verify(context, report);
        ConstantVerifier.Verify(context, report);
        NodeVerifier.Verify(context, report);
        BodyVerifier.Verify(context, report);
        TimeVerifier.Verify(context, report);
        return report.ToList();
    }
}

using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Plan;

/// <summary>Tells of which values only a connection with two kernels reads what is kept: it needs one of the two forms, and not both.</summary>
public static class SwitchedReader
{
    /// <summary>The kernels between which the one reader of a node's value has to choose, or null where others read it, or none.</summary>
    /// <param name="nodes">The nodes of the loop.</param>
    public static KernelSwitch? Of(Node node, IEnumerable<NodePlan> nodes, GraphUses uses)
    {
        var value = new ValueRef(node.Name);
        var readers = uses.ReadersOf(value);
        return readers.Count == 1 && !uses.IsOutput(value) ? nodes.FirstOrDefault(plan => plan.Node.Name == readers[0].Name)?.Switch : null;
    }
}

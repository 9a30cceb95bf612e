using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Tells for which values of a loop in tiles of steps rows must be kept beyond what the plan says: what is given to the caller is copied out when
/// a tile
/// ends; what the caller gives lies in rows where a step reads it, since there is no other memory of it.
/// </summary>
internal sealed class RowNeeds(ExecutionPlan plan, ClassLayout layout)
{
    private readonly GraphUses _uses = new(plan.Graph);

    /// <summary>Whether rows in natural order are needed.</summary>
    public bool AreNeeded(ValueRef value) =>
        _uses.IsOutput(value)
        || (value.State is null && _uses.NodeOf(value.Node).Op is InputOp && _uses.ReadersOf(value).Any(reader => ReadsSteps(reader, value)));

    private bool ReadsSteps(Node reader, ValueRef value) => reader.Op is DecodeOp
        || (layout.SiteOf(reader.Name) == layout.SiteOf(value.Node)
            && layout.PlanOf(reader.Name).Kernel is var kernel && kernel != Kernel.Previous && !Kernel.ReadsLists(kernel));
}

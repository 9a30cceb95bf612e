using System.Collections.Generic;
using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// What each of the threads that share a region has for itself, on its stack: the sums of a tile, a row of an image with its margins, what a window sees,
/// how far lists have been gone through.
/// </summary>
internal sealed class OwnParts
{
    private static readonly string[] Parts =
        [SlotPart.Sums, SlotPart.ImageRow, SlotPart.PaddedRow, SlotPart.WindowPlaces, SlotPart.WindowValues, SlotPart.Reached];

    private readonly Dictionary<(string Node, string Part), Values> _values = [];

    public OwnParts(Code code, InstanceLayout layout, PlanRegion region)
    {
        foreach (var plan in region.Nodes)
        {
            foreach (var part in Parts)
            {
                if (layout.TryPartOf(plan.Node.Name, part) is { } place)
                {
                    var own = code.Slot(LLVMTypeRef.CreateArray2(code.Module.F32, (ulong)place.Size));
                    own.SetAlignment(StateArray.Alignment);
                    _values[(plan.Node.Name, part)] = new Values(code, own, false);
                }
            }
        }
    }

    /// <summary>A part, or null for one that lies in the instance.</summary>
    public Values? Of(string node, string part) => _values.TryGetValue((node, part), out var values) ? values : null;
}

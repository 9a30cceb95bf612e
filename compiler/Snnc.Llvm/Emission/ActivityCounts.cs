using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Counts, now and then, how active the inputs of layers are, as classes in C# do. In memory: the tiles until the next that is counted, the
/// tiles that were, and for each layer what was not 0, and of how many values.
/// </summary>
internal sealed class ActivityCounts(Code code, InstanceLayout layout, LLVMValueRef instance)
{
    private const int Head = 2;

    private readonly List<NodePlan> _all = [.. CountedLayers.Of(layout.Plan)];

    /// <summary>The 64-bit numbers of so many layers.</summary>
    public static int Size(int layers) => Head + (2 * layers);

    /// <summary>Writes what happens at the end of a tile of a stage.</summary>
    public void Emit(PlanStage stage, LLVMValueRef steps)
    {
        var layers = CountedLayers.Of(stage).ToList();
        if (layers.Count == 0)
        {
            return;
        }

        var wait = Load(0);
        code.If(code.IsLess(code.Whole(0), wait), () => Store(code.Subtract(wait, code.Whole(1)), 0), () =>
        {
            var rare = code.Module.DefineRare(code.Module.Unique("activity"), apart: 1, code.Module.Void, code.Module.Pointer, code.Module.I64);
            new ActivityCounts(new Code(code.Module, rare.Value), layout, rare.Value.GetParam(0)).CountAll(layers, rare.Value.GetParam(1));
            code.Call(rare, instance, steps);
        });
    }

    private void CountAll(IEnumerable<NodePlan> layers, LLVMValueRef steps)
    {
        Begin();
        Pieces.Emit(
            code, "count", [instance, steps], apart: 1, layers,
            (piece, given, layer) => new ActivityCounts(piece, layout, given[0]).Count(layer, given[1]));
        code.Return();
    }

    /// <summary>Writes of each layer the share of its inputs that was not 0, as a double; what is no number where none was counted.</summary>
    public void EmitShares(LLVMValueRef shares)
    {
        code.For(_all.Count, layer =>
        {
            var at = code.Add(code.Multiply(layer, 2), code.Whole(Head));
            var (active, of) = (code.WholeToDouble(Load(at)), code.WholeToDouble(Load(code.Add(at, code.Whole(1)))));
            code.Store(code.RealDivide(active, of), code.At(code.Module.F64, shares, layer));
        });
    }

    private void Begin()
    {
        var counted = code.Add(Load(1), code.Whole(1));
        Store(counted, 1);
        Store(code.Select(code.IsLess(counted, code.Whole(CountedLayers.First)), code.Whole(0), code.Whole(CountedLayers.Every - 1)), 0);
        code.If(code.Equals(code.Modulo(counted, CountedLayers.Memory), code.Whole(0)), () =>
        {
            code.For(code.Whole(Head), code.Whole(Size(_all.Count)), i => code.Store(code.Quotient(Load(i), 2), At(i)));
        });
    }

    private void Count(NodePlan layer, LLVMValueRef steps)
    {
        var at = Head + (2 * _all.FindIndex(other => other.Node.Name == layer.Node.Name));
        var value = layout.Viewed(layer.Node.Inputs[0]);
        var size = layout.TypeOf(value).Shape.Size;
        Store(code.Add(Load(at), layout.ListsOf(value.Node) is { } lists ? Listed(lists, steps) : InRows(value, size, steps)), at);
        Store(code.Add(Load(at + 1), code.Multiply(steps, size)), at + 1);
    }

    // The steps of the tile are rows 1 and up.
    private LLVMValueRef Listed(ListPlace place, LLVMValueRef steps)
    {
        var lists = new StepLists(code, instance, place);
        return code.Subtract(lists.Row(steps).To, lists.Row(code.Whole(1)).From);
    }

    private LLVMValueRef InRows(ValueRef value, long size, LLVMValueRef steps)
    {
        var rows = layout.RowsOf(value);
        var first = code.Offset(instance, rows.Offset);
        return code.Fold(code.Whole(0), steps, code.Whole(1), [code.Whole(0)], (step, sum) =>
        {
            var row = code.At(code.Module.F32, first, code.Multiply(step, rows.Stride));
            return [code.Add(sum[0], GivenForms.CountNotZero(code, row, code.Whole(size)))];
        })[0];
    }

    private LLVMValueRef At(LLVMValueRef index) => code.At(code.Module.I64, code.Offset(instance, layout.ActivityPlace.Offset), index);

    private LLVMValueRef Load(LLVMValueRef index) => code.Load(code.Module.I64, At(index));

    private LLVMValueRef Load(int index) => Load(code.Whole(index));

    private void Store(LLVMValueRef value, int index) => code.Store(value, At(code.Whole(index)));
}

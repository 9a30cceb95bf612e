using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tensors;

namespace Snnc.Llvm.Emission;

/// <summary>A dense connection, tile of outputs by tile of outputs.</summary>
internal sealed class TiledConnection
{
    private readonly NodeScope _scope;
    private readonly DenseOp _op;
    private readonly Code _code;
    private readonly LLVMValueRef _weights;
    private readonly int _outputs;
    private readonly int _inputs;

    public TiledConnection(NodeScope scope)
    {
        (_scope, _op, _code) = (scope, (DenseOp)scope.Node.Op, scope.Code);
        var shape = scope.Constants.Declaration(_op.Weight).Shape;
        (_outputs, _inputs) = (shape[0], shape[1]);
        var source = scope.Layout.Viewed(scope.Node.Inputs[0]);
        var order = TilePacking.OrderOf(scope.Layout.TypeOf(source).Shape, OrderOf(scope, source));
        var packing = order is null ? "tiles" : "tiles of channels last";
        double[] Pack() => TilePacking.Pack(scope.Constants.Values(_op.Weight), _outputs, _inputs, order, _code.Lanes);
        _weights = scope.Table(_op.Weight, packing, false, Pack).Pointer;
    }

    /// <summary>Gets a value indicating whether the weights are more than a core's own cache holds.</summary>
    public bool IsFar => (long)_outputs * _inputs * sizeof(float) > CpuCosts.Default.L2Bytes;

    /// <summary>The weights and the bias of the tile that begins with output <paramref name="first"/>.</summary>
    public (LLVMValueRef Weights, LLVMValueRef[] Bias) Tile(LLVMValueRef first, int vectors)
    {
        var weights = _code.At(_code.Module.F32, _weights, _code.Multiply(first, _inputs));
        if (_op.Bias is not { } name)
        {
            return (weights, [.. Enumerable.Repeat(_code.LanesOf(0), vectors)]);
        }

        var bias = _scope.Constant(name, false, Shape.Of([_outputs])).Pointer;
        return (weights, [.. Enumerable.Range(0, vectors).Select(v => _code.LoadLanes(bias, _code.Add(first, _code.Whole(v * _code.Lanes))))]);
    }

    /// <summary>The sums of a step of the tile of time.</summary>
    public LLVMValueRef[] AddEvents(LLVMValueRef weights, LLVMValueRef[] bias, LLVMValueRef step)
    {
        var (place, back) = _scope.Layout.ListOf(_scope.Node.Inputs[0]);
        var lists = new StepLists(_code, _scope.Instance, place);
        return EventTile.Add(_code, weights, lists, lists.Row(_code.Add(step, _code.Whole(1 - back))), bias, IsFar);
    }

    /// <summary>The sums of all steps, written as rows of the tile's width.</summary>
    public void AddAll(LLVMValueRef weights, LLVMValueRef[] bias, LLVMValueRef steps, int usualSteps, LLVMValueRef sums)
    {
        var rows = _scope.Layout.RowsOf(_scope.Node.Inputs[0]);
        new DenseTile(_code, weights, bias.Length, bias, _inputs).Emit(_code.Offset(_scope.Instance, rows.Offset), rows.Stride, steps, usualSteps, sums);
    }

    private static ElementOrder OrderOf(NodeScope scope, ValueRef source)
    {
        var plan = scope.Layout.PlanOf(source.Node);
        return plan.Kernel == Kernel.Previous ? scope.Layout.PlanOf(scope.Layout.Viewed(plan.Node.Inputs[0]).Node).Order : plan.Order;
    }
}

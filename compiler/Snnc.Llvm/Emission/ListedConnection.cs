using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>A connection in one step, from the list of what is not 0: rows of 64 outputs or more in registers, or synapses.</summary>
internal sealed class ListedConnection
{
    private readonly NodeScope _scope;
    private readonly Code _code;
    private readonly StepLists _lists;
    private readonly LLVMValueRef _row;

    public ListedConnection(NodeScope scope)
    {
        (_scope, _code) = (scope, scope.Code);
        var (place, back) = scope.Layout.ListOf(scope.Node.Inputs[0]);
        _lists = new StepLists(_code, scope.Instance, place);
        _row = _code.Add(scope.RowOfStep(scope.Layout.TileOf(scope.Node.Name)), _code.Whole(1 - back));
    }

    /// <summary>Writes the sums of the step.</summary>
    public void Emit()
    {
        if (_scope.Node.Op is SparseOp)
        {
            new ListedSynapses(_scope, _lists, _lists.Row(_row)).Emit();
            return;
        }

        var connection = new TiledConnection(_scope);
        var width = connection.Width;
        var whole = _scope.Size / width;
        _code.For(whole, tile => EmitTile(connection, _code.Multiply(tile, width), width / _code.Lanes));
        foreach (var (first, vectors) in TilePacking.Tiles(_scope.Size, _code.Lanes, width).Where(tile => tile.First == whole * width))
        {
            EmitTile(connection, _code.Whole(first), vectors);
        }
    }

    private void EmitTile(TiledConnection connection, LLVMValueRef first, int vectors)
    {
        var sums = connection.Events(first, vectors)(_row);
        for (var v = 0; v < vectors; v++)
        {
            _code.StoreLanes(sums[v], _scope.Result, _code.Add(first, _code.Whole(v * _code.Lanes)));
        }
    }
}

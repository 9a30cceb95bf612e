using System;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>A connection in one step, from the list of what is not 0: rows of 64 outputs in registers, or synapses.</summary>
internal sealed class ListedConnection
{
    private readonly NodeScope _scope;
    private readonly Code _code;
    private readonly StepLists _lists;
    private readonly (LLVMValueRef From, LLVMValueRef To) _entries;

    public ListedConnection(NodeScope scope)
    {
        (_scope, _code) = (scope, scope.Code);
        var (place, back) = scope.Layout.ListOf(scope.Node.Inputs[0]);
        _lists = new StepLists(_code, scope.Instance, place);
        var row = _code.Modulo(scope.Step, scope.Layout.TileOf(scope.Node.Name));
        _entries = _lists.Row(_code.Add(row, _code.Whole(1 - back)));
    }

    /// <summary>Writes the sums of the step.</summary>
    public void Emit()
    {
        if (_scope.Node.Op is SparseOp sparse)
        {
            EmitSynapses(sparse);
            return;
        }

        var connection = new TiledConnection(_scope);
        var whole = _scope.Size / TilePacking.Width;
        _code.For(whole, tile => EmitTile(connection, _code.Multiply(tile, TilePacking.Width), TilePacking.Width / _code.Lanes));
        foreach (var (first, vectors) in TilePacking.Tiles(_scope.Size, _code.Lanes).Where(tile => tile.First == whole * TilePacking.Width))
        {
            EmitTile(connection, _code.Whole(first), vectors);
        }
    }

    private void EmitTile(TiledConnection connection, LLVMValueRef first, int vectors)
    {
        var (weights, bias) = connection.Tile(first, vectors);
        var sums = EventTile.Add(_code, weights, _lists, _entries, bias, connection.IsFar);
        for (var v = 0; v < vectors; v++)
        {
            _code.StoreLanes(sums[v], _scope.Result, _code.Add(first, _code.Whole(v * _code.Lanes)));
        }
    }

    private void EmitSynapses(SparseOp op)
    {
        var table = SynapseTable.Create(op, _scope.Node, _scope.TypeOf(0).Shape, _scope.Constants);
        var first = _scope.Indices("first", () => table.FirstOfSource);
        var targets = _scope.Indices("targets", () => table.Targets);
        var y = _scope.Output;
        var isSame = table.Weights.Length > 0 && table.Weights.All(weight => weight == table.Weights[0]);
        var weights = isSame ? (Values?)null : _scope.Table(_scope.Node.Name, "weights", false, () => table.Weights);
        var into = _scope.Layout.PlanOf(_scope.Node.Name).Into;
        if (into is null)
        {
            Start(table);
        }

        EachSynapse(first, (entry, k) =>
        {
            var weight = weights?.Load(k) ?? _code.Real((float)table.Weights[0]);
            var to = targets(k);
            y.Store(_code.RealAdd(y.Load(to), _lists.Value(entry) is { } x ? _code.RealMultiply(weight, x) : weight), to);
        });
        if (into is not null)
        {
            // Sums are made before they are added, as they would be elsewhere, and are 0 again after.
            var state = _scope.Place(into);
            EachSynapse(first, (_, k) =>
            {
                var to = targets(k);
                state.Store(_code.RealAdd(state.Load(to), y.Load(to)), to);
                y.Store(_code.Real(0), to);
            });
        }
    }

    private void Start(SynapseTable table)
    {
        if (table.Bias.All(bias => bias == 0))
        {
            _code.Clear(_scope.Result, _scope.Size * sizeof(float));
            return;
        }

        var values = _scope.Table(_scope.Node.Name, "bias", false, () => table.Bias);
        _scope.Each(i => values.Load(i));
    }

    private void EachSynapse(Func<LLVMValueRef, LLVMValueRef> first, Action<LLVMValueRef, LLVMValueRef> body) => _code.For(_entries.From, _entries.To, entry =>
    {
        var source = _lists.Index(entry);
        _code.For(first(source), first(_code.Add(source, _code.Whole(1))), k => body(entry, k));
    });
}

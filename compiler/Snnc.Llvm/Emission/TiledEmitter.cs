using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// A population with the dense connections that lead to it alone, or one such connection: for each tile of outputs several steps, the states in registers
/// from step to step. Events are added right where the population reads them; the sums of matrix products are made for all steps before.
/// </summary>
/// <param name="nodes">The connections, and last the population.</param>
/// <param name="scope">What the last node sees.</param>
/// <param name="scopeOf">What a connection sees.</param>
/// <param name="from">The first step, counted from that of the tile of time.</param>
/// <param name="to">The step after the last, or null for one step alone.</param>
internal sealed class TiledEmitter(IReadOnlyList<NodePlan> nodes, NodeScope scope, Func<Node, NodeScope> scopeOf, LLVMValueRef from, LLVMValueRef? to)
{
    private readonly Code _code = scope.Code;
    private readonly NodePlan _last = nodes[nodes.Count - 1];

    private long Size => scope.Size;

    private InstanceLayout Layout => scope.Layout;

    private bool AddsRows => _last.Kernel == Kernel.EventRows;

    private int Width => AddsRows ? InputBlocking.RowOutputs : TilePacking.Width;

    private int TileSteps => Layout.TileOf(scope.Node.Name);

    /// <summary>Writes all tiles, then the lists of what they gave.</summary>
    public void Emit()
    {
        Prepare();
        EmitTiles();
        EmitLists();
    }

    /// <summary>Writes some of the tiles.</summary>
    public void EmitTiles(LLVMValueRef firstTile, LLVMValueRef endTile)
    {
        var whole = Size / Width;
        var isWhole = whole * Width == Size;
        var (limit, vectors) = (_code.Whole(whole), Width / _code.Lanes);
        var end = _code.Select(_code.IsLess(endTile, limit), endTile, limit);
        _code.For(firstTile, end, tile => EmitTile(_code.Multiply(tile, Width), vectors, isWhole));
        if (!isWhole)
        {
            var (first, rest) = TilePacking.Tiles(Size, _code.Lanes, Width).Last();
            _code.If(_code.IsLess(limit, endTile), () => EmitTile(_code.Whole(first), rest, isLast: true));
        }
    }

    private void EmitTiles()
    {
        var whole = Size / Width;
        var isWhole = whole * Width == Size;
        _code.For(whole, tile => EmitTile(_code.Multiply(tile, Width), Width / _code.Lanes, isWhole));
        foreach (var (first, vectors) in TilePacking.Tiles(Size, _code.Lanes, Width).Where(tile => tile.First == whole * Width))
        {
            EmitTile(_code.Whole(first), vectors, isLast: true);
        }
    }

    /// <summary>Writes the lists of what all tiles gave.</summary>
    public void EmitLists()
    {
        if (Layout.ListsOf(scope.Node.Name) is { } place)
        {
            var lists = new StepLists(_code, scope.Instance, place);
            Over([], (step, none) =>
            {
                WriteList(lists, place, step);
                return none;
            });
        }
    }

    /// <summary>Makes what kernels read of the lists, which all tiles share.</summary>
    public void Prepare()
    {
        foreach (var plan in nodes.Where(plan => to is not null && plan.Node.Op is DenseOp))
        {
            new TiledConnection(scopeOf(plan.Node)).Prepare(to!.Value);
        }
    }

    private LLVMValueRef[] Over(LLVMValueRef[] start, Func<LLVMValueRef, LLVMValueRef[], LLVMValueRef[]> body) =>
        to is { } end ? _code.Fold(from, end, _code.Whole(1), start, body) : body(from, start);

    private void WriteList(StepLists lists, ListPlace place, LLVMValueRef step)
    {
        var row = _code.Add(step, _code.Whole(1));
        if (place.Values is null)
        {
            lists.WriteBits(row, _code.At(_code.Module.I8, scope.Part("bits").Pointer, _code.Multiply(step, Layout.BitBytesOf(scope.Node.Name))), Size);
        }
        else
        {
            var isTiled = Layout.IsTiled(scope.Node.Name);
            lists.WriteRow(row, isTiled ? scope.RowAt(Layout.RowsOf(new ValueRef(scope.Node.Name)), step) : scope.Result, Size);
        }
    }

    private void EmitTile(LLVMValueRef first, int vectors, bool isLast)
    {
        if (AddsRows)
        {
            new BlockedRows(scope, to!.Value).Emit(first, vectors);
            return;
        }

        var edges = _last.Node.Op is NeuronOp ? _last.Node.Inputs.Select(input => EdgeOf(input, first, vectors)).ToList()
            : [Connection(_last, first, vectors)];
        if (_last.Node.Op is not NeuronOp)
        {
            Over([], (step, none) =>
            {
                Keep(edges[0](step), [], first, step, isLast);
                return none;
            });
            return;
        }

        var population = new LanePopulation(scope);
        LLVMValueRef Vector(int v) => _code.Add(first, _code.Whole(v * _code.Lanes));
        var start = Enumerable.Range(0, vectors).Select(v => population.LoadStates(Vector(v))).ToList();
        var count = start[0].Count;
        var end = Over([.. start.SelectMany(states => states)], (step, before) =>
        {
            var inputs = edges.Select(edge => edge(step)).ToList();
            var after = Enumerable.Range(0, vectors).Select(v =>
                population.Step(Vector(v), before.AsSpan(v * count, count).ToArray(), k => inputs[k][v])).ToList();
            Keep([.. after.Select(lane => lane.Result)], after.Select(lane => lane.States).ToList(), first, step, isLast);
            return [.. after.SelectMany(lane => lane.States)];
        });
        for (var v = 0; v < vectors; v++)
        {
            population.StoreStates(end.AsSpan(v * count, count).ToArray(), Vector(v));
        }
    }

    // The vectors of an edge in a step.
    private Func<LLVMValueRef, LLVMValueRef[]> EdgeOf(ValueRef input, LLVMValueRef first, int vectors)
    {
        if (nodes.FirstOrDefault(plan => input.State is null && plan.Node.Name == input.Node) is { } connection)
        {
            return Connection(connection, first, vectors);
        }

        var source = Layout.Viewed(input);
        if (Layout.TypeOf(source).Kind == ValueKind.Frame || !Layout.HasNaturalRows(source)
            || ReferenceEquals(Layout.RegionOf(source.Node), Layout.RegionOf(scope.Node.Name)))
        {
            var values = scope.Place(source).Pointer;
            return _ => Load(values, first, vectors);
        }

        var rows = Layout.NaturalRowsOf(source);
        return step =>
        {
            var row = rows.Count == TileSteps ? step : _code.Modulo(_code.Add(scope.Step, step), rows.Count);
            return Load(scope.RowAt(rows, row), first, vectors);
        };
    }

    private LLVMValueRef[] Load(LLVMValueRef pointer, LLVMValueRef first, int vectors) =>
        [.. Enumerable.Range(0, vectors).Select(v => _code.LoadLanes(pointer, _code.Add(first, _code.Whole(v * _code.Lanes))))];

    private Func<LLVMValueRef, LLVMValueRef[]> Connection(NodePlan plan, LLVMValueRef first, int vectors)
    {
        var connection = new TiledConnection(scopeOf(plan.Node));
        if (to is null || !connection.AddsAllFirst)
        {
            return connection.EventsOfStep(first, vectors);
        }

        var sums = scopeOf(plan.Node).Part("sums").Pointer;
        connection.AddAll(first, vectors, to.Value, TileSteps, sums);
        return step => Load(sums, _code.Multiply(step, vectors * _code.Lanes), vectors);
    }

    private void Keep(LLVMValueRef[] results, List<List<LLVMValueRef>> states, LLVMValueRef first, LLVMValueRef step, bool isLast)
    {
        var value = new ValueRef(scope.Node.Name);
        if (Layout.IsTiled(value.Node) && Layout.HasRows(value))
        {
            Store(results, scope.RowAt(Layout.RowsOf(value), step), first);
        }
        else if (Layout.IsReadWhereMade(value))
        {
            Store(results, scope.Result, first);
        }

        if (Layout.ListsOf(scope.Node.Name) is { Values: null })
        {
            StoreBits(results, first, step, isLast);
        }

        var neuron = _last.Node.Op as NeuronOp;
        foreach (var state in _last.KeptStates.Where(_ => Layout.IsTiled(value.Node)))
        {
            var index = neuron!.States.ToList().FindIndex(other => other.Name == state);
            Store([.. states.Select(lane => lane[index])], scope.RowAt(Layout.RowsOf(new ValueRef(scope.Node.Name, state)), step), first);
        }
    }

    private void Store(LLVMValueRef[] values, LLVMValueRef row, LLVMValueRef first)
    {
        for (var v = 0; v < values.Length; v++)
        {
            _code.StoreLanes(values[v], row, _code.Add(first, _code.Whole(v * _code.Lanes)));
        }
    }

    // A bit for each lane. Lanes beyond the population do not count.
    private void StoreBits(LLVMValueRef[] results, LLVMValueRef first, LLVMValueRef step, bool isLast)
    {
        var row = _code.At(_code.Module.I8, scope.Part("bits").Pointer, _code.Multiply(step, Layout.BitBytesOf(scope.Node.Name)));
        for (var v = 0; v < results.Length; v++)
        {
            var bits = _code.Bits(_code.Compare(LLVMRealPredicate.LLVMRealUNE, results[v], _code.LanesOf(0)));
            if (isLast && v == results.Length - 1 && Size % _code.Lanes != 0)
            {
                bits = _code.And(bits, LLVMValueRef.CreateConstInt(_code.LaneBits, (1UL << (int)(Size % _code.Lanes)) - 1));
            }

            var at = _code.Add(_code.Quotient(first, _code.Lanes), _code.Whole(v));
            _code.Store(bits, _code.At(_code.LaneBits, row, at));
        }
    }
}

using System;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The sums of a connection over several steps, by whole rows and block of inputs by block: what the entries of a block pick for some of the outputs comes
/// into the core's own cache once, asked for while the block before is added, and all steps add it from there.
/// </summary>
/// <param name="scope">What the connection sees.</param>
/// <param name="steps">The steps at hand.</param>
internal sealed class BlockedRows(NodeScope scope, LLVMValueRef steps)
{
    private readonly Code _code = scope.Code;
    private readonly TiledConnection _connection = new(scope);
    private readonly StepLists _lists = new(scope.Code, scope.Instance, scope.Layout.ListOf(scope.Node.Inputs[0]).Place);
    private readonly LLVMValueRef _reached = scope.Part(SlotPart.Reached).Pointer;

    /// <summary>Writes the sums of outputs from one on.</summary>
    /// <param name="vectors">How many vectors of outputs.</param>
    public void Emit(LLVMValueRef first, int vectors)
    {
        var tiles = TilePacking.Tiles((long)vectors * _code.Lanes, _code.Lanes, _connection.Width).Select(tile =>
            (First: _code.Add(first, _code.Whole(tile.First)), tile.Vectors)).ToList();
        var (all, length) = (_connection.WholeRows(first, vectors), InputsOfBlock());
        var next = all with { Start = _code.Offset(all.Start, all.Bytes) };
        _code.For(_code.Whole(0), steps, step =>
        {
            var (from, to) = Row(step);
            tiles.ForEach(tile => Store(_connection.Bias(tile.First, tile.Vectors), tile.First, step));
            Reach(step, from, EndOf(from, to, length, _ => { }));
        });
        _code.Fold(_code.Whole(0), _code.Whole(_connection.Inputs), length, [], (block, none) =>
        {
            var follows = _code.IsLess(_code.Add(block, length), _code.Whole(_connection.Inputs));
            var rows = all with { Start = _code.Select(follows, all.Start, next.Start) };
            var number = _code.Select(follows, _code.Add(block, _code.Multiply(length, 2)), length);
            _code.For(_code.Whole(0), steps, step =>
            {
                var (from, to) = (_code.Load(_code.Module.I64, _reached, step), _code.Load(_code.Module.I64, Asked(step)));
                var (start, end) = Row(step);
                Reach(step, to, EndOf(_code.Select(follows, to, start), end, number, input => rows.Prefetch(_code, rows.At(_code, input), isNear: false)));
                tiles.ForEach(tile => Add(tile.First, tile.Vectors, step, (from, to)));
            });
            return none;
        });
    }

    private void Add(LLVMValueRef first, int vectors, LLVMValueRef step, (LLVMValueRef From, LLVMValueRef To) entries)
    {
        var before = Enumerable.Range(0, vectors).Select(v => _code.LoadLanes(RowAt(step), At(first, v))).ToArray();
        Store(EventTile.Add(_code, _connection.WholeRows(first, vectors), _lists, entries, before, 0), first, step);
    }

    private LLVMValueRef InputsOfBlock()
    {
        var entries = _code.Subtract(Row(_code.Subtract(steps, _code.Whole(1))).To, Row(_code.Whole(0)).From);
        var inputs = _code.Whole(_connection.Inputs);
        var some = _code.Select(_code.IsLess(_code.Whole(0), entries), entries, _code.Whole(1));
        return _code.Add(_code.SignedDivide(_code.Multiply(inputs, InputBlocking.RowEntries), some), _code.Whole(1));
    }

    // The first entry from one on whose input is no less than a number. Something is done with the inputs before.
    private LLVMValueRef EndOf(LLVMValueRef from, LLVMValueRef to, LLVMValueRef number, Action<LLVMValueRef> each) => _code.While(
        [from],
        at => _code.And(_code.IsLess(at[0], to), _code.IsLess(_lists.Index(at[0]), number)),
        at =>
        {
            each(_lists.Index(at[0]));
            return [_code.Add(at[0], _code.Whole(1))];
        })[0];

    private void Reach(LLVMValueRef step, LLVMValueRef reached, LLVMValueRef asked)
    {
        _code.Store(reached, _code.At(_code.Module.I64, _reached, step));
        _code.Store(asked, Asked(step));
    }

    private LLVMValueRef Asked(LLVMValueRef step) => _code.At(_code.Module.I64, _reached, _code.Add(step, _code.Whole(scope.Layout.TileOf(scope.Node.Name))));

    private (LLVMValueRef From, LLVMValueRef To) Row(LLVMValueRef step) => _lists.Row(_connection.RowOf(step));

    private LLVMValueRef RowAt(LLVMValueRef step) => scope.RowAt(scope.Layout.RowsOf(new ValueRef(scope.Node.Name)), step);

    private LLVMValueRef At(LLVMValueRef first, int vector) => _code.Add(first, _code.Whole(vector * _code.Lanes));

    private void Store(LLVMValueRef[] values, LLVMValueRef first, LLVMValueRef step)
    {
        for (var v = 0; v < values.Length; v++)
        {
            _code.StoreLanes(values[v], RowAt(step), At(first, v));
        }
    }
}

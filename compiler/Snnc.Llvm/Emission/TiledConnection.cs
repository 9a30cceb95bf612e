using System;
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
    private const int ByteBits = 8;
    private const int ShortBits = 16;
    private const int SingleBits = 32;

    // Half of the registers.
    private const int WideVectors = 16;

    private readonly NodeScope _scope;
    private readonly DenseOp _op;
    private readonly Code _code;
    private readonly int _outputs;
    private readonly int _inputs;
    private readonly int[]? _order;

    public TiledConnection(NodeScope scope)
    {
        (_scope, _op, _code) = (scope, (DenseOp)scope.Node.Op, scope.Code);
        var shape = scope.Constants.Declaration(_op.Weight).Shape;
        (_outputs, _inputs) = (shape[0], shape[1]);
        var source = scope.Layout.Viewed(scope.Node.Inputs[0]);
        _order = TilePacking.OrderOf(scope.Layout.TypeOf(source).Shape, scope.Layout.OrderOfRows(Now(source)));
    }

    /// <summary>Gets a value indicating whether sums of all steps are made before a population reads them.</summary>
    public bool AddsAllFirst => Chosen is not (Kernel.EventTiles or Kernel.EventRows) || IsBlocked || Plan.Switch is not null;

    /// <summary>
    /// Gets a value indicating whether rows lie whole, and are not cut into tiles: they come from beyond the core's own cache, faster the more of a row
    /// follows.
    /// </summary>
    public bool AddsWholeRows => Chosen == Kernel.EventRows && !IsNarrow && IsFar(SingleBits);

    /// <summary>Gets the outputs whose sums are in registers over a whole list: in wide ones, so many more that the list is gone through less often.</summary>
    public int Width => AddsWholeRows && _code.Lanes > NativeModule.FewestLanes ? WideVectors * _code.Lanes : TilePacking.Width;

    /// <summary>Gets the number of inputs.</summary>
    public long Inputs => _inputs;

    private string Chosen => Plan.Kernel;

    private StepLists Lists => new(_code, _scope.Instance, _scope.Layout.ListOf(_scope.Node.Inputs[0]).Place);

    private NodePlan Plan => _scope.Layout.PlanOf(_scope.Node.Name);

    // Rows of single steps have weights in fewer bits where the graph says so.
    private int Bits => RowRounding.IsRounded(_scope.Constants.Declaration(_op.Weight)) ? ByteBits : Plan.WeightBits;

    private bool IsBlocked => InputBlocking.Serve(Plan, _outputs, _inputs, _scope.Layout.TileOf(_scope.Node.Name));

    // Which values of a list are 1 is kept track of where a narrow kernel asks, but not of images.
    private bool IsNarrow => Bits != SingleBits && _scope.Layout.ListOf(_scope.Node.Inputs[0]).Place is { Values: null } or { Others: not null };

    // Whether the steps to come have their lists: those of the same region are made step by step.
    private bool IsListedBefore =>
        !ReferenceEquals(_scope.Layout.RegionOf(Now(_scope.Layout.Viewed(_scope.Node.Inputs[0])).Node), _scope.Layout.RegionOf(_scope.Node.Name));

    // Whether a core's own cache does not hold the weights.
    private bool IsFar(int bits) => Exceeds(CpuCosts.Default.L2Bytes, bits);

    private bool Exceeds(double bytes, int bits) => (long)_outputs * _inputs * bits / ByteBits > bytes;

    // A tile that the cache holds is there when it has been gone through; asking costs as much as reading then.
    private long AskedFor(int vectors) => !IsFar(SingleBits) ? 0
        : 2L * _inputs * BytesOf(vectors) > CpuCosts.Default.L2Bytes ? long.MaxValue : _inputs;

    /// <summary>The sums of the tile that begins with output <paramref name="first"/>, over the entries of a row of the lists.</summary>
    public Func<LLVMValueRef, LLVMValueRef[]> Events(LLVMValueRef first, int vectors)
    {
        var (bias, lists) = (Bias(first, vectors), Lists);
        if (Narrow(first, vectors) is { } narrow)
        {
            return row => narrow.Adder.Add(row, lists.Row(row), bias, true);
        }

        if (AddsWholeRows)
        {
            var (whole, areFar) = (WholeRows(first, vectors), Exceeds(InputBlocking.FarBytes, SingleBits));
            return row => EventTile.AddBeside(_code, whole, lists, lists.Row(row), bias, areFar, IsListedBefore);
        }

        var rows = Floats(first, vectors);
        return row => EventTile.Add(_code, rows, lists, lists.Row(row), bias, AskedFor(vectors));
    }

    /// <summary>The same, over the entries of a step of the tile of time.</summary>
    public Func<LLVMValueRef, LLVMValueRef[]> EventsOfStep(LLVMValueRef first, int vectors)
    {
        var events = Events(first, vectors);
        return step => events(RowOf(step));
    }

    /// <summary>Makes what its kernel reads of the lists, once for all tiles of outputs.</summary>
    public void Prepare(LLVMValueRef steps) => new SwitchedKernel(_scope).Either(steps, kernel => Prepare(kernel, steps));

    private void Prepare(string kernel, LLVMValueRef steps)
    {
        if (kernel == Kernel.StationaryTiles)
        {
            new InputLists(_scope).Build(new TileLists(_scope), _inputs, steps);
        }
        else if (kernel == Kernel.SkipTiles)
        {
            new BlockLists(_scope).Build(new TileLists(_scope), _inputs, steps);
        }
        else if (kernel == Kernel.EventTiles && IsBlocked)
        {
            var blocks = new InputBlocks(_scope, _inputs);
            _code.If(blocks.Pay(steps), () => blocks.Build(steps));
        }
    }

    /// <summary>The sums of all steps, written as rows of the tile's width.</summary>
    public void AddAll(LLVMValueRef first, int vectors, LLVMValueRef steps, int usualSteps, LLVMValueRef sums) =>
        new SwitchedKernel(_scope).Either(steps, kernel => AddAll(kernel, first, vectors, steps, usualSteps, sums));

    private void AddAll(string kernel, LLVMValueRef first, int vectors, LLVMValueRef steps, int usualSteps, LLVMValueRef sums)
    {
        if (kernel == Kernel.StationaryTiles)
        {
            var hasValues = _scope.Layout.ListOf(_scope.Node.Inputs[0]).Place.Values is not null;
            var stationary = new StationaryTile(_code, new InputLists(_scope), Weights(first), Bias(first, vectors), hasValues);
            stationary.Emit(_code.Whole(_inputs), steps, sums);
            return;
        }

        if (kernel == Kernel.SkipTiles)
        {
            new SkipTile(_code, new BlockLists(_scope), Weights(first), Bias(first, vectors)).Emit(steps, sums);
            return;
        }

        if (kernel == Kernel.EventTiles)
        {
            AddEvents(first, vectors, steps, sums);
            return;
        }

        var rows = _scope.Layout.RowsOf(_scope.Node.Inputs[0]);
        var dense = new DenseTile(_code, Weights(first), vectors, Bias(first, vectors), _inputs);
        dense.Emit(_code.Offset(_scope.Instance, rows.Offset), rows.Stride, steps, usualSteps, sums);
    }

    // Few entries are added step by step.
    private void AddEvents(LLVMValueRef first, int vectors, LLVMValueRef steps, LLVMValueRef sums)
    {
        if (!IsBlocked)
        {
            AddSteps(first, vectors, steps, sums);
            return;
        }

        var (blocks, bias) = (new InputBlocks(_scope, _inputs), Bias(first, vectors));
        _code.If(
            blocks.Pay(steps),
            () => new BlockedTile(_code, blocks, Blocks(first, vectors), bias).Emit(steps, sums),
            () => AddSteps(first, vectors, steps, sums));
    }

    private void AddSteps(LLVMValueRef first, int vectors, LLVMValueRef steps, LLVMValueRef sums)
    {
        var events = EventsOfStep(first, vectors);
        _code.For(_code.Whole(0), steps, step =>
        {
            var (row, added) = (_code.Multiply(step, vectors * _code.Lanes), events(step));
            for (var v = 0; v < vectors; v++)
            {
                _code.StoreLanes(added[v], sums, _code.Add(row, _code.Whole(v * _code.Lanes)));
            }
        });
    }

    private string Packing => _order is null ? "tiles" : "tiles of channels last";

    // What adds a block's entries in a step.
    private (TileRows Rows, BlockAdder Add) Blocks(LLVMValueRef first, int vectors)
    {
        if (Narrow(first, vectors) is { } narrow)
        {
            return (narrow.Rows, (step, entries, sums) => narrow.Adder.Add(RowOf(step), entries, sums, false));
        }

        var (rows, lists) = (Floats(first, vectors), Lists);
        return (rows, (_, entries, sums) => EventTile.Add(_code, rows, lists, entries, sums, 0));
    }

    private TileRows Floats(LLVMValueRef first, int vectors) => new(Weights(first), BytesOf(vectors));

    // One tile of all outputs, of which some are taken.
    public TileRows WholeRows(LLVMValueRef first, int vectors)
    {
        var stride = BytesOf((_outputs + _code.Lanes - 1) / _code.Lanes);
        return new(_code.At(_code.Module.F32, Packed($"{Packing} as wide as all", _outputs), first), BytesOf(vectors)) { Stride = stride };
    }

    private long BytesOf(int vectors) => (long)vectors * _code.Lanes * sizeof(float);

    public LLVMValueRef RowOf(LLVMValueRef step) => _code.Add(step, _code.Whole(1 - _scope.Layout.ListOf(_scope.Node.Inputs[0]).Back));

    private (TileRows Rows, NarrowTile Adder)? Narrow(LLVMValueRef first, int vectors) =>
        !IsNarrow ? null : Bits == ByteBits ? Bytes(first, vectors) : Shorts(first, vectors);

    private (TileRows Rows, NarrowTile Adder) Bytes(LLVMValueRef first, int vectors)
    {
        var packed = new Lazy<ByteTilePacking>(() => new(_scope.Constants.Values(_op.Weight), _outputs, _inputs, _order, _code.Lanes));
        var items = _scope.Table(_op.Weight, $"bytes of {Packing}", () => packed.Value.Items);
        var steps = _scope.Table(_op.Weight, $"steps of bytes of {Packing}", () => packed.Value.Steps);
        var group = ByteTilePacking.Vectors * _code.Lanes;
        var rows = new TileRows(_code.At(_code.Module.I8, items, _code.Multiply(first, _inputs)), ByteTilePacking.Groups(vectors) * (long)group);
        return (rows, new ByteTile(_code, Lists, rows, _code.At(_code.Module.F32, steps, first), IsFar(ByteBits)));
    }

    private (TileRows Rows, NarrowTile Adder) Shorts(LLVMValueRef first, int vectors)
    {
        var packed = new Lazy<ShortTilePacking>(() => new(_scope.Constants.Values(_op.Weight), _outputs, _inputs, _order, _code.Lanes));
        var items = _scope.Table(_op.Weight, $"shorts of {Packing}", () => packed.Value.Items);
        var steps = _scope.Table(_op.Weight, $"steps of shorts of {Packing}", () => packed.Value.Steps);
        var most = _scope.Table(_op.Weight, $"most of shorts of {Packing}", () => packed.Value.Most);
        var group = ShortTilePacking.Vectors * _code.Lanes * sizeof(short);
        var rows = new TileRows(_code.At(_code.Module.I16, items, _code.Multiply(first, _inputs)), ShortTilePacking.Groups(vectors) * (long)group);
        var ofTile = _code.Load(_code.Module.I64, most, _code.Quotient(first, TilePacking.Width));
        return (rows, new ShortTile(_code, Lists, rows, _code.At(_code.Module.F32, steps, first), ofTile, IsFar(ShortBits)));
    }

    private LLVMValueRef Weights(LLVMValueRef first) =>
        _code.At(_code.Module.F32, Packed(Packing, TilePacking.Width), _code.Multiply(first, _inputs));

    private LLVMValueRef Packed(string packing, int width) => _scope.Table(
        _op.Weight, packing, false, () => TilePacking.Pack(_scope.Constants.Values(_op.Weight), _outputs, _inputs, _order, _code.Lanes, width)).Pointer;

    public LLVMValueRef[] Bias(LLVMValueRef first, int vectors)
    {
        if (_op.Bias is not { } name)
        {
            return [.. Enumerable.Repeat(_code.LanesOf(0), vectors)];
        }

        var bias = _scope.Constant(name, false, Shape.Of([_outputs])).Pointer;
        return [.. Enumerable.Range(0, vectors).Select(v => _code.LoadLanes(bias, _code.Add(first, _code.Whole(v * _code.Lanes))))];
    }

    // What a value is of which the step before is read.
    private ValueRef Now(ValueRef source) => _scope.Layout.PlanOf(source.Node) is { Kernel: Kernel.Previous } previous
        ? _scope.Layout.Viewed(previous.Node.Inputs[0]) : source;
}

using System;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Sums of a row of output pixels, pixel by pixel: what lies under a row of a pixel's window is one piece of the list; of the pieces one list of weights is
/// made, which are added in registers. Where windows hold few events this costs more than to spread each of them over the pixels that see it.
/// </summary>
internal sealed class ConvGather
{
    // So many sums wait for nothing but their loads; more events at a time would often be none.
    private const int Registers = 8;
    private const int MostVectors = 4;
    private const int MostEvents = 4;

    private readonly NodeScope _scope;
    private readonly ConvOp _op;
    private readonly Code _code;
    private readonly ConvGeometry _geometry;
    private readonly LLVMValueRef _weights;
    private readonly WindowRange _rows;
    private readonly WindowRange _columns;

    /// <param name="scope">What the convolution sees.</param>
    /// <param name="weights">Those of each input under a window, [ky, kx, c, o], and last as many zeros.</param>
    public ConvGather(NodeScope scope, ConvGeometry geometry, LLVMValueRef weights)
    {
        (_scope, _op, _code, _geometry, _weights) = (scope, (ConvOp)scope.Node.Op, scope.Code, geometry, weights);
        _rows = new WindowRange(geometry.KernelHeight, _op.Stride, _op.Padding, geometry.Height);
        _columns = new WindowRange(geometry.KernelWidth, _op.Stride, _op.Padding, geometry.Width);
    }

    private int RowBytes => _geometry.Outputs * sizeof(float);

    private bool HasValues => _scope.Layout.ListOf(_scope.Node.Inputs[0]).Place.Values is not null;

    private LLVMTypeRef Wholes => Code.VectorOf(_code.Module.I32, _code.Lanes);

    /// <summary>Whether it pays in an output row, under whose windows so many entries of the list lie.</summary>
    public LLVMValueRef Pays(LLVMValueRef entries)
    {
        var ofEntry = (long)_geometry.KernelWidth * _geometry.Outputs / _code.Lanes;
        return _code.IsLess(_code.Whole((long)ConvRows.GatheredVectors * _geometry.Width / ofEntry), entries);
    }

    /// <summary>Writes the sums of an output row in a step of the tile of time, bias included.</summary>
    public void Emit(StepLists list, LLVMValueRef row, LLVMValueRef step, LLVMValueRef? bias, LLVMValueRef sums)
    {
        var starts = list.ImageStarts(_code.Add(step, _code.Whole(1)));
        var (top, (first, end)) = (_rows.Start(_code, row), _rows.Inside(_code, row));
        _code.For(_geometry.OutWidth, pixel =>
        {
            var (left, (from, to)) = (_columns.Start(_code, pixel), _columns.Inside(_code, pixel));
            var count = _code.Fold(first, end, _code.Whole(1), [_code.Whole(0)], (y, before) =>
            {
                LLVMValueRef At(LLVMValueRef x) => _code.Load(_code.Module.I64, starts, _code.Add(_code.Multiply(y, _geometry.Width), x));
                var inImage = _code.Add(_code.Multiply(y, _geometry.Width), left);
                var inWindow = _code.Multiply(_code.Subtract(y, top), _geometry.KernelWidth);
                var shift = _code.Multiply(_code.Subtract(inWindow, inImage), _geometry.Channels);
                return [_code.Add(before[0], Collect(list, At(from), At(to), shift, before[0]))];
            })[0];
            Finish(count);
            AddAll(count, bias, _code.At(_code.Module.F32, sums, _code.Multiply(pixel, _geometry.Outputs)));
        });
    }

    // Most pieces are no longer than a vector; none is foretold.
    private LLVMValueRef Collect(StepLists list, LLVMValueRef from, LLVMValueRef to, LLVMValueRef shift, LLVMValueRef count)
    {
        var (places, values) = Window(count);
        var ((indices, numbers), length) = (list.Entries(from), _code.Subtract(to, from));
        var back = _code.Spread(_code.Shorten(shift), Wholes, _code.Lanes);
        void Move(LLVMValueRef k)
        {
            var index = _code.Load(Wholes, _code.At(_code.Module.I32, indices, k));
            index.SetAlignment(sizeof(int));
            var place = _code.Multiply(_code.Add(index, back), Code.Repeat(_code.Module.I32, _code.Lanes, (ulong)RowBytes));
            _code.Store(place, _code.At(_code.Module.I32, places, k), sizeof(int));
            if (numbers is { } x)
            {
                _code.Store(_code.LoadLanes(x, k, sizeof(float)), _code.At(_code.Module.F32, values!.Value, k), sizeof(float));
            }
        }

        Move(_code.Whole(0));
        _code.Fold(_code.Whole(_code.Lanes), length, _code.Whole(_code.Lanes), [], (k, none) =>
        {
            Move(k);
            return none;
        });
        return length;
    }

    // Zeros at the end, so that events come in full turns.
    private void Finish(LLVMValueRef count)
    {
        var (places, values) = Window(count);
        var zeros = (ulong)RowBytes * (ulong)(_geometry.KernelSize * _geometry.Channels);
        _code.Store(Code.Repeat(_code.Module.I32, _code.Lanes, zeros), places, sizeof(int));
        if (values is { } to)
        {
            _code.Store(_code.LanesOf(0), to, sizeof(float));
        }
    }

    private (LLVMValueRef Places, LLVMValueRef? Values) Window(LLVMValueRef at) => (
        _code.At(_code.Module.I32, _scope.Part(SlotPart.WindowPlaces).Pointer, at),
        HasValues ? _code.At(_code.Module.F32, _scope.Part(SlotPart.WindowValues).Pointer, at) : null);

    // Vectors of outputs that go together are alike; what is left of them goes last.
    private void AddAll(LLVMValueRef count, LLVMValueRef? bias, LLVMValueRef sums)
    {
        var vectors = _geometry.Outputs / _code.Lanes;
        var groups = (vectors + MostVectors - 1) / MostVectors;
        var (size, whole) = ((vectors + groups - 1) / groups, vectors / ((vectors + groups - 1) / groups));
        _code.For(whole, group => Add(count, _code.Multiply(group, size * _code.Lanes), size, bias, sums));
        if (vectors % size is var rest and not 0)
        {
            Add(count, _code.Whole(whole * size * _code.Lanes), rest, bias, sums);
        }
    }

    private void Add(LLVMValueRef count, LLVMValueRef output, int vectors, LLVMValueRef? bias, LLVMValueRef sums)
    {
        var (atOnce, (places, values)) = (Math.Min(Registers / vectors, MostEvents), Window(_code.Whole(0)));
        var weights = _code.At(_code.Module.F32, _weights, output);
        LLVMValueRef At(int v) => _code.Add(output, _code.Whole(v * _code.Lanes));
        var start = Enumerable.Range(0, atOnce * vectors).Select(k => k < vectors && bias is { } b ? _code.LoadLanes(b, At(k)) : _code.LanesOf(0)).ToArray();
        var end = _code.Fold(_code.Whole(0), count, _code.Whole(atOnce), start, (k, before) => [.. Enumerable.Range(0, atOnce).SelectMany(turn =>
        {
            var entry = _code.Add(k, _code.Whole(turn));
            var row = _code.At(_code.Module.I8, weights, _code.Extend(_code.Load(_code.Module.I32, places, entry)));
            var value = values is { } numbers ? _code.Spread(_code.Load(_code.Module.F32, numbers, entry)) : (LLVMValueRef?)null;
            return Enumerable.Range(0, vectors).Select(v =>
            {
                var (weight, sum) = (_code.LoadLanes(row, _code.Whole(v * _code.Lanes)), before[(turn * vectors) + v]);
                return value is { } x ? _code.LanesFma(x, weight, sum) : _code.RealAdd(sum, weight);
            });
        })]);
        for (var v = 0; v < vectors; v++)
        {
            var sum = Enumerable.Range(1, atOnce - 1).Aggregate(end[v], (soFar, turn) => _code.RealAdd(soFar, end[(turn * vectors) + v]));
            _code.StoreLanes(sum, sums, At(v));
        }
    }
}

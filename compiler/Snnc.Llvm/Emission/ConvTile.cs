using System;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;

namespace Snnc.Llvm.Emission;

/// <summary>
/// A convolution, one row of output pixels at a time, channels innermost. What is on the list of an input row adds a run of weights: an input meets the
/// pixels beside each other that see it, and their channels lie one after the other. The row of sums has a margin for what lies outside.
/// </summary>
internal sealed class ConvTile
{
    private const int PlaceBits = 32;

    // Vectors that are copied one by one.
    private const int MostCopied = 24;

    private readonly NodeScope _scope;
    private readonly ConvOp _op;
    private readonly Code _code;
    private readonly ConvGeometry _geometry;
    private readonly LLVMValueRef _weights;
    private readonly LLVMValueRef _sums;
    private readonly LLVMValueRef _places;
    private readonly ConvGather? _gather;
    private readonly ConvProduct? _product;

    /// <param name="scope">What the convolution sees.</param>
    /// <param name="kernel">What adds up its sums, of the kernels of its plan.</param>
    public ConvTile(NodeScope scope, string kernel)
    {
        (_scope, _op, _code) = (scope, (ConvOp)scope.Node.Op, scope.Code);
        _geometry = new ConvGeometry(_op, scope.TypeOf(0).Shape, scope.Shape);
        _sums = scope.Part("row").Pointer;
        if (kernel == Kernel.DenseTiles)
        {
            _product = new ConvProduct(scope, _geometry, _op.Weight, _op.Bias);
            (_weights, _places) = (_sums, _sums);
            return;
        }

        LLVMValueRef OfPixels() => scope.Table(_op.Weight, "pixels", false, () => Pixels(scope.Constants.Values(_op.Weight), _geometry)).Pointer;
        _gather = ConvRows.MayGather(_op, scope.TypeOf(0).Shape, scope.Shape) ? new ConvGather(scope, _geometry, OfPixels()) : null;
        _weights = scope.Table(_op.Weight, $"runs over {_op.Stride}", false, () => Runs(scope.Constants.Values(_op.Weight), _geometry, _op)).Pointer;
        _places = scope.Table(_op.Weight, $"places under {_geometry.Width} over {_op.Stride} with {_op.Padding}", () => Places(_geometry, _op));
    }

    /// <summary>Whether rows of a convolution's sums, or of a population after one, are whole vectors, and lie at multiples of them.</summary>
    public static bool HasRowsOf(NodePlan plan, int lanes)
    {
        var shape = plan.Node.Type.Shape;
        var margin = plan.Node.Op is ConvOp op && plan.Kernels.Any(kernel => kernel != Kernel.DenseTiles) ? (ConvRows.Reach(op) - 1) * shape[0] : 0;
        return (long)shape[0] * shape[2] % lanes == 0 && margin % lanes == 0;
    }

    /// <summary>Gets where the sums of the row's first pixel lie.</summary>
    public LLVMValueRef Sums => _product is null ? _code.Offset(_sums, (ConvRows.Reach(_op) - 1) * _geometry.Outputs * sizeof(float)) : _sums;

    private LLVMValueRef? Bias => _op.Bias is { } name ? _scope.Constant(name, false).Pointer : null;

    /// <summary>Writes what stays the same all through the region: the zeros around a row of pixels.</summary>
    public void Begin()
    {
        if (_product is not null && _op.Padding > 0)
        {
            var rows = _geometry.KernelHeight * ConvRows.PaddedLength(_op, _scope.TypeOf(0).Shape);
            _code.Clear(_scope.Part(SlotPart.PaddedRow).Pointer, rows * sizeof(float));
        }
    }

    /// <summary>Writes the sums of an output row in a step of the tile of time.</summary>
    public void Emit(LLVMValueRef row, LLVMValueRef step)
    {
        var windows = new WindowRange(_geometry.KernelHeight, _op.Stride, _op.Padding, _geometry.Height);
        if (_product is null)
        {
            _code.InLanes(
                _geometry.Outputs % _code.Lanes == 0 ? _code.Lanes : NativeModule.FewestLanes, () => AddEvents(windows, row, step));
            return;
        }

        Multiply(windows, row, step);
    }

    // What all rows of the kernel see is one piece of the list.
    private void AddEvents(WindowRange windows, LLVMValueRef row, LLVMValueRef step)
    {
        var list = new StepLists(_code, _scope.Instance, _scope.Layout.ListOf(_scope.Node.Inputs[0]).Place);
        var (first, end) = windows.Inside(_code, row);
        var (from, to) = list.ImageRows(_code.Add(step, _code.Whole(1)), first, end);
        var back = _code.Multiply(windows.Start(_code, row), _geometry.Width * _geometry.Channels);
        void Spread()
        {
            Fill();
            _code.For(from, to, k => this.Spread(list, k, back));
        }

        if (_gather is null)
        {
            Spread();
            return;
        }

        _code.If(_gather.Pays(_code.Subtract(to, from)), () => _gather.Emit(list, row, step, Bias, Sums), Spread);
    }

    // Rows of pixels lie between zeros, so that what a pixel sees is one piece of each.
    private void Multiply(WindowRange windows, LLVMValueRef row, LLVMValueRef step)
    {
        var g = _geometry;
        var length = (long)g.Width * g.Channels;
        var (top, (first, end)) = (windows.Start(_code, row), windows.Inside(_code, row));
        var rows = (_code.Subtract(first, top), _code.Subtract(end, top));
        var image = _scope.RowAt(_scope.Layout.RowsOf(_scope.Node.Inputs[0]), step);
        if (_op.Padding == 0)
        {
            _product!.Emit(_code.At(_code.Module.F32, image, _code.Multiply(top, length)), length, _op.Stride * g.Channels, rows, Sums);
            return;
        }

        var (padded, stride) = (_scope.Part(SlotPart.PaddedRow).Pointer, ConvRows.PaddedLength(_op, _scope.TypeOf(0).Shape));
        _code.For(rows.Item1, rows.Item2, ky => CopyRow(
            _code.At(_code.Module.F32, padded, _code.Add(_code.Multiply(ky, stride), _code.Whole((long)_op.Padding * g.Channels))),
            _code.At(_code.Module.F32, image, _code.Multiply(_code.Add(top, ky), length)),
            length));
        _product!.Emit(padded, stride, _op.Stride * g.Channels, rows, Sums);
    }

    // A call takes longer than to copy a short row, whose last vectors may overlap.
    private void CopyRow(LLVMValueRef to, LLVMValueRef from, long length)
    {
        if (length < _code.Lanes || length > MostCopied * _code.Lanes)
        {
            _code.Copy(to, from, _code.Whole(length * sizeof(float)));
            return;
        }

        for (var i = 0L; i < length; i += _code.Lanes)
        {
            var at = _code.Whole(Math.Min(i, length - _code.Lanes));
            _code.Store(_code.LoadLanes(from, at, sizeof(float)), _code.At(_code.Module.F32, to, at), sizeof(float));
        }
    }

    // The sums begin with the bias.
    private void Fill()
    {
        var vectors = _geometry.Outputs / _code.Lanes;
        var bias = Bias;
        _code.For(_geometry.OutWidth, pixel =>
        {
            for (var v = 0; v < vectors; v++)
            {
                var start = bias is { } values ? _code.LoadLanes(values, _code.Whole(v * _code.Lanes)) : _code.LanesOf(0);
                _code.StoreLanes(start, Sums, _code.Add(_code.Multiply(pixel, _geometry.Outputs), _code.Whole(v * _code.Lanes)));
            }
        });
    }

    private void Spread(StepLists list, LLVMValueRef entry, LLVMValueRef back)
    {
        var place = _code.Load(_code.Module.I64, _places, _code.Subtract(list.Index(entry), back));
        var weights = _code.At(_code.Module.F32, _weights, _code.ShiftRightUnsigned(place, _code.Whole(PlaceBits)));
        var sums = _code.At(_code.Module.F32, _sums, _code.And(place, _code.Whole((1L << PlaceBits) - 1)));
        var value = list.Value(entry) is { } scalar ? _code.Spread(scalar) : (LLVMValueRef?)null;
        for (var k = 0; k < ConvRows.Reach(_op) * _geometry.Outputs; k += _code.Lanes)
        {
            var (weight, sum) = (_code.LoadLanes(weights, _code.Whole(k)), _code.LoadLanes(sums, _code.Whole(k)));
            _code.StoreLanes(value is { } x ? _code.LanesFma(x, weight, sum) : _code.RealAdd(sum, weight), sums, _code.Whole(k));
        }
    }

    // Of each element under the rows of the kernel, where its weights are and, in the lower bits, which pixels' sums they are added to.
    private static long[] Places(ConvGeometry g, ConvOp op)
    {
        var places = new long[g.KernelHeight * g.Width * g.Channels];
        for (var i = 0; i < places.Length; i++)
        {
            var (channel, shifted) = (i % g.Channels, (i / g.Channels % g.Width) + op.Padding);
            var kind = (((i / (g.Width * g.Channels) * g.Channels) + channel) * op.Stride) + (shifted % op.Stride);
            places[i] = ((long)kind * ConvRows.Reach(op) * g.Outputs << PlaceBits) | ((long)(shifted / op.Stride) * g.Outputs);
        }

        return places;
    }

    // weight[o, c, ky, kx] as [ky, kx, c, o], and for one input more nothing but zeros.
    private static double[] Pixels(double[] weight, ConvGeometry g)
    {
        var pixels = new double[weight.Length + g.Outputs];
        for (var i = 0; i < weight.Length; i++)
        {
            var (kx, ky) = (i % g.KernelWidth, i / g.KernelWidth % g.KernelHeight);
            var (c, o) = (i / g.KernelSize % g.Channels, i / g.KernelSize / g.Channels);
            pixels[(((((ky * g.KernelWidth) + kx) * g.Channels) + c) * g.Outputs) + o] = weight[i];
        }

        return pixels;
    }

    // weight[o, c, ky, kx] as [ky, c, phase, pixel, o]: of an input whose column is phase beyond a multiple of the stride, the pixels that see it from left to
    // right. Where there are fewer of them, the first have no weight.
    private static double[] Runs(double[] weight, ConvGeometry g, ConvOp op)
    {
        var reach = ConvRows.Reach(op);
        var runs = new double[g.KernelHeight * g.Channels * op.Stride * reach * g.Outputs];
        var at = 0;
        for (var ky = 0; ky < g.KernelHeight; ky++)
        {
            for (var c = 0; c < g.Channels; c++)
            {
                for (var phase = 0; phase < op.Stride; phase++)
                {
                    for (var pixel = 0; pixel < reach; pixel++)
                    {
                        var kx = phase + ((reach - 1 - pixel) * op.Stride);
                        for (var o = 0; o < g.Outputs; o++, at++)
                        {
                            runs[at] = kx < op.Kernel ? weight[(((((o * g.Channels) + c) * g.KernelHeight) + ky) * g.KernelWidth) + kx] : 0;
                        }
                    }
                }
            }
        }

        return runs;
    }
}

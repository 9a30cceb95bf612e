using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The sums of a row of output pixels over all inputs: blocks of pixels by a few vectors of outputs stay in registers from the bias on, over all rows of
/// the kernel. The last pixels of a row may go twice; of the last vector half is computed where that has all outputs that are left.
/// </summary>
internal sealed class ConvProduct
{
    // Of a multiplication and addition, in steps of the pipeline; two begin at a time.
    private const int Latency = 4;

    // Of the beginning and the end of a block, in multiplications and additions.
    private const double BlockCost = 60;

    // Vectors of a block; there are no more than this of each pixel.
    private const int MostColumns = 4;

    private readonly Code _code;
    private readonly ConvGeometry _geometry;
    private readonly int _lanes;
    private readonly List<Group> _groups;
    private readonly LLVMValueRef _weights;
    private readonly LLVMValueRef? _bias;

    /// <param name="scope">What the convolution sees.</param>
    /// <param name="weight">The name of its weights, [outputs, channels, rows, columns].</param>
    /// <param name="bias">That of its bias, or null.</param>
    public ConvProduct(NodeScope scope, ConvGeometry geometry, string weight, string? bias)
    {
        (_code, _geometry) = (scope.Code, geometry);
        var module = _code.Module;
        _lanes = module.Lanes;
        _groups = Groups(module.Lanes > NativeModule.FewestLanes ? 32 : 16);
        var packing = string.Join('+', _groups.Select(group => group.Count * _lanes));
        _weights = scope.Table(weight, $"pixels by {packing}", false, () => Pack(scope.Constants.Values(weight))).Pointer;
        _bias = bias is null ? null
            : scope.Table(bias, $"bias by {_lanes}", false, () => [.. scope.Constants.Values(bias), .. new double[Vectors * _lanes]]).Pointer;
    }

    private int Inputs => _geometry.KernelWidth * _geometry.Channels;

    private int Pixels => _geometry.OutWidth;

    private int Vectors => (_geometry.Outputs + _lanes - 1) / _lanes;

    /// <summary>Writes the sums.</summary>
    /// <param name="inputs">What the first pixel sees under the first row of the kernel.</param>
    /// <param name="rowStride">Floats from there to the next row.</param>
    /// <param name="pixelStride">Floats to the next pixel.</param>
    /// <param name="rows">The first row of the kernel that lies inside the image, and the one after the last.</param>
    public void Emit(LLVMValueRef inputs, long rowStride, long pixelStride, (LLVMValueRef From, LLVMValueRef To) rows, LLVMValueRef sums) =>
        _groups.ForEach(group =>
        {
            var blocks = (Pixels + group.Pixels - 1) / group.Pixels;
            _code.For(blocks, block =>
            {
                var (first, last) = (_code.Multiply(block, group.Pixels), _code.Whole(Pixels - group.Pixels));
                first = blocks * group.Pixels == Pixels ? first : _code.Select(_code.IsLess(last, first), last, first);
                var from = _code.At(_code.Module.F32, inputs, _code.Multiply(first, pixelStride));
                Block(group, new Window(from, rowStride, pixelStride, rows), first, sums);
            });
        });

    private void Block(Group group, Window window, LLVMValueRef pixel, LLVMValueRef sums)
    {
        var start = Range(group.Count).ConvertAll(v => In(group, v, () => _bias is { } bias
            ? _code.LoadLanes(bias, _code.Whole((group.First + v) * _lanes)) : _code.LanesOf(0)));
        var weights = _code.At(_code.Module.F32, _weights, _code.Whole((long)group.First * _lanes * Inputs * _geometry.KernelHeight));
        var width = (long)group.Count * _lanes;
        LLVMValueRef[] before = [.. Range(group.Pixels * group.Count).Select(i => start[i % group.Count])];
        var results = _code.Rolled(window.Rows.From, window.Rows.To, before, (ky, sumsOfRow) =>
        {
            var row = _code.At(_code.Module.F32, window.Inputs, _code.Multiply(ky, window.RowStride));
            var tile = _code.At(_code.Module.F32, weights, _code.Multiply(ky, Inputs * width));
            return _code.Rolled(_code.Whole(0), _code.Whole(Inputs), sumsOfRow, (k, carried) =>
            {
                var from = _code.At(_code.Module.F32, row, k);
                var loaded = Range(group.Count).ConvertAll(v => In(group, v, () =>
                    _code.LoadLanes(tile, _code.Add(_code.Multiply(k, width), _code.Whole(v * _lanes)))));
                var x = Range(group.Pixels).ConvertAll(p => _code.Load(_code.Module.F32, from, _code.Whole(p * window.PixelStride)));
                return [.. carried.Select((sum, i) =>
                    In(group, i % group.Count, () => _code.LanesFma(_code.Spread(x[i / group.Count]), loaded[i % group.Count], sum)))];
            });
        });
        for (var i = 0; i < results.Length; i++)
        {
            var (output, p) = ((group.First + (i % group.Count)) * _lanes, i / group.Count);
            var at = _code.Add(_code.Multiply(_code.Add(pixel, _code.Whole(p)), _geometry.Outputs), _code.Whole(output));
            var (lanes, count) = (LanesOf(group.First + (i % group.Count)), Math.Min(_lanes, _geometry.Outputs - output));
            _code.Store(count == lanes ? results[i] : _code.Part(results[i], 0, count), _code.At(_code.Module.F32, sums, at), sizeof(float));
        }
    }

    private int LanesOf(int vector) => _geometry.Outputs - (vector * _lanes) > NativeModule.FewestLanes ? _lanes : NativeModule.FewestLanes;

    // A value in the lanes of a group's vector.
    private LLVMValueRef In(Group group, int vector, Func<LLVMValueRef> write)
    {
        LLVMValueRef value = default;
        _code.InLanes(LanesOf(group.First + vector), () => value = write());
        return value;
    }

    // Groups of vectors as alike as can be, and for each blocks as alike as can be, such that it takes the least time.
    private List<Group> Groups(int registers)
    {
        var vectors = Vectors;
        List<Group> Of(int count)
        {
            List<Group> groups = [];
            for (var (first, left) = (0, count); left > 0; left--)
            {
                var width = (vectors - first + left - 1) / left;
                var most = (registers - 1 - width) / width;
                var blocks = (Pixels + most - 1) / most;
                groups.Add(new Group(first, width, (Pixels + blocks - 1) / blocks));
                first += width;
            }

            return groups;
        }

        var fewest = (vectors + MostColumns - 1) / MostColumns;
        return Enumerable.Range(fewest, vectors - fewest + 1).Select(Of).MinBy(groups => groups.Sum(Cost))!;
    }

    // Multiplications and additions, loads, and weights that come from farther away.
    private double Cost(Group group)
    {
        var (blocks, products) = ((Pixels + group.Pixels - 1) / group.Pixels, group.Pixels * group.Count);
        var turn = Math.Max(2.0 * Latency, Math.Max(products, 1.1 * (group.Pixels + group.Count))) + (0.1 * group.Count);
        return blocks * (turn + (BlockCost / (Inputs * _geometry.KernelHeight)));
    }

    // weight[o, c, ky, kx] as [group, ky, kx, c, o of the group].
    private double[] Pack(double[] weight)
    {
        var (g, at) = (_geometry, 0);
        var packed = new double[Vectors * _lanes * Inputs * g.KernelHeight];
        foreach (var group in _groups)
        {
            for (var i = 0; i < Inputs * g.KernelHeight; i++)
            {
                var (c, place) = (i % g.Channels, i / g.Channels);
                for (var o = group.First * _lanes; o < (group.First + group.Count) * _lanes; o++, at++)
                {
                    packed[at] = o < g.Outputs ? weight[(((o * g.Channels) + c) * g.KernelSize) + place] : 0;
                }
            }
        }

        return packed;
    }

    private static List<int> Range(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>Vectors of outputs that go together.</summary>
    /// <param name="Pixels">Of a block.</param>
    private sealed record Group(int First, int Count, int Pixels);

    /// <summary>What a block of pixels sees.</summary>
    private sealed record Window(LLVMValueRef Inputs, long RowStride, long PixelStride, (LLVMValueRef From, LLVMValueRef To) Rows);
}

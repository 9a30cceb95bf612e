using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Events of images: what is on the list of an input row adds a run of weights, since an input meets the pixels beside each other that see it, and their
/// channels lie one after the other. The row of sums has a margin for what lies outside. Of many channels each pixel may gather what it sees instead.
/// </summary>
internal sealed class ConvEventTile : ConvTile
{
    private const int PlaceBits = 32;

    private readonly LLVMValueRef _weights;
    private readonly LLVMValueRef _row;
    private readonly LLVMValueRef _places;
    private readonly ConvGather? _gather;

    /// <param name="scope">What the convolution sees.</param>
    public ConvEventTile(NodeScope scope)
        : base(scope)
    {
        LLVMValueRef OfPixels() => scope.Table(Op.Weight, "pixels", false, () => Pixels(scope.Constants.Values(Op.Weight), Geometry)).Pointer;
        _row = scope.Part("row").Pointer;
        _gather = ConvRows.MayGather(Op, scope.TypeOf(0).Shape, scope.Shape) ? new ConvGather(scope, Geometry, OfPixels()) : null;
        _weights = scope.Table(Op.Weight, $"runs over {Op.Stride}", false, () => Runs(scope.Constants.Values(Op.Weight), Geometry, Op)).Pointer;
        _places = scope.Table(Op.Weight, $"places under {Geometry.Width} over {Op.Stride} with {Op.Padding}", () => Places(Geometry, Op));
    }

    /// <inheritdoc/>
    public override LLVMValueRef Sums => Code.Offset(_row, (ConvRows.Reach(Op) - 1) * Geometry.Outputs * sizeof(float));

    private LLVMValueRef? Bias => Op.Bias is { } name ? Scope.Constant(name, false).Pointer : null;

    /// <inheritdoc/>
    public override void Emit(LLVMValueRef row, LLVMValueRef step) =>
        Code.InLanes(Geometry.Outputs % Code.Lanes == 0 ? Code.Lanes : NativeModule.FewestLanes, () => AddEvents(row, step));

    // What all rows of the kernel see is one piece of the list.
    private void AddEvents(LLVMValueRef row, LLVMValueRef step)
    {
        var list = new StepLists(Code, Scope.Instance, Scope.Layout.ListOf(Scope.Node.Inputs[0]).Place);
        var (first, end) = Windows.Inside(Code, row);
        var (from, to) = list.ImageRows(Code.Add(step, Code.Whole(1)), first, end);
        var back = Code.Multiply(Windows.Start(Code, row), Geometry.Width * Geometry.Channels);
        void Spread()
        {
            Fill();
            Code.For(from, to, k => this.Spread(list, k, back));
        }

        if (_gather is null)
        {
            Spread();
            return;
        }

        Code.If(_gather.Pays(Code.Subtract(to, from)), () => _gather.Emit(list, row, step, Bias, Sums), Spread);
    }

    // The sums begin with the bias.
    private void Fill()
    {
        var vectors = Geometry.Outputs / Code.Lanes;
        var bias = Bias;
        Code.For(Geometry.OutWidth, pixel =>
        {
            for (var v = 0; v < vectors; v++)
            {
                var start = bias is { } values ? Code.LoadLanes(values, Code.Whole(v * Code.Lanes)) : Code.LanesOf(0);
                Code.StoreLanes(start, Sums, Code.Add(Code.Multiply(pixel, Geometry.Outputs), Code.Whole(v * Code.Lanes)));
            }
        });
    }

    private void Spread(StepLists list, LLVMValueRef entry, LLVMValueRef back)
    {
        var place = Code.Load(Code.Module.I64, _places, Code.Subtract(list.Index(entry), back));
        var weights = Code.At(Code.Module.F32, _weights, Code.ShiftRightUnsigned(place, Code.Whole(PlaceBits)));
        var sums = Code.At(Code.Module.F32, _row, Code.And(place, Code.Whole((1L << PlaceBits) - 1)));
        var value = list.Value(entry) is { } scalar ? Code.Spread(scalar) : (LLVMValueRef?)null;
        for (var k = 0; k < ConvRows.Reach(Op) * Geometry.Outputs; k += Code.Lanes)
        {
            var (weight, sum) = (Code.LoadLanes(weights, Code.Whole(k)), Code.LoadLanes(sums, Code.Whole(k)));
            Code.StoreLanes(value is { } x ? Code.LanesFma(x, weight, sum) : Code.RealAdd(sum, weight), sums, Code.Whole(k));
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

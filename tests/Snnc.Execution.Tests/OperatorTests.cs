using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;

namespace Snnc.Execution.Tests;

/// <summary>Every operator, as C# and interpreted: equal in every bit where its arithmetic is exact, within rounding where it is not.</summary>
public sealed class OperatorTests
{
    private const double Rounding = 1e-6;

    private static readonly Dictionary<string, Func<GraphBuilder>> Exact = new()
    {
        ["dense of a signal"] = () => Timed().Input("x", Signal(5)).Real("w", [4, 5], Weights(20, 1)).Real("b", [4], Weights(4, 2))
            .Node("y", new DenseOp("w", "b"), Signal(4), "x"),
        ["dense of spikes"] = () => Timed().Input("x", Spikes(17)).Real("w", [9, 17], Weights(153, 1))
            .Node("y", new DenseOp("w", null), Signal(9), "x"),
        ["dense of rows"] = () => Timed().Input("x", Spikes(3, 5)).Real("w", [4, 5], Weights(20, 1)).Real("b", [4], Weights(4, 2))
            .Node("y", new DenseOp("w", "b"), Signal(3, 4), "x"),
        ["dense of whole weights"] = () =>
            Timed().Input("x", Spikes(5)).Int("w", [4, 5], Whole(20)).Int("b", [4], Whole(4))
                .Node("y", new DenseOp("w", "b"), GraphBuilder.Whole(Signal(4)), "x"),
        ["dense with delays"] = () => Timed().Input("x", Spikes(5)).Real("w", [4, 5], Weights(20, 1)).Real("b", [4], Weights(4, 2))
            .Int("d", [4, 5], Delays(20))
            .Node("y", new DenseOp("w", "b", new SynapseDelays("d", 0, 3)), Signal(4), "x"),
        ["dense of rows with delays"] = () => Timed().Input("x", Spikes(2, 5)).Real("w", [4, 5], Weights(20, 1)).Int("d", [4, 5], Delays(20))
            .Node("y", new DenseOp("w", null, new SynapseDelays("d", 0, 3)), Signal(2, 4), "x"),
        ["dense with delays in a cycle"] = () => Timed().Input("x", Signal(3)).Real("w", [3, 3], 1, 0, -1, 2, 1, 0, 0, -1, 0.5)
            .Int("d", [3, 3], Delays(9, least: 1))
            .Node("back", new DenseOp("w", null, new SynapseDelays("d", 1, 4)), Signal(3), "y").Node("y", new AddOp(), Signal(3), "x", "back"),
        ["conv1d"] = () => Timed().Input("x", Signal(4, 9)).Real("w", [6, 2, 3], Weights(36, 1)).Real("b", [6], Weights(6, 2))
            .Node("y", new ConvOp(1, 3, 2, 1, 1, 2, "w", "b"), Signal(6, 5), "x"),
        ["conv2d of a signal"] = () => Timed().Input("x", Signal(2, 6, 7)).Real("w", [3, 2, 3, 3], Weights(54, 1)).Real("b", [3], Weights(3, 2))
            .Node("y", new ConvOp(2, 3, 1, 0, 1, 1, "w", "b"), Signal(3, 4, 5), "x"),
        ["conv2d of spikes"] = () => Timed().Input("x", Spikes(2, 6, 7)).Real("w", [4, 2, 3, 3], Weights(72, 1))
            .Node("y", new ConvOp(2, 3, 2, 2, 2, 1, "w", null), Signal(4, 3, 4), "x"),
        ["conv2d of whole weights"] = () => Timed().Input("x", Spikes(2, 4, 4)).Int("w", [4, 1, 3, 3], Whole(36))
            .Node("y", new ConvOp(2, 3, 1, 1, 1, 2, "w", null), GraphBuilder.Whole(Signal(4, 4, 4)), "x"),
        ["conv2d with delays"] = () => Timed().Input("x", Spikes(1, 4, 4)).Real("w", [2, 1, 2, 2], Weights(8, 1)).Int("d", [2, 1, 2, 2], Delays(8))
            .Node("y", new ConvOp(2, 2, 1, 0, 1, 1, "w", null, new SynapseDelays("d", 0, 3)), Signal(2, 3, 3), "x"),
        ["sparse, one to one"] = () => Timed().Input("x", Spikes(6)).Real("w", [], 0.5).Real("b", [6], Weights(6, 2))
            .Node("y", new SparseOp(new OneToOnePattern(), "w", "b"), Signal(6), "x"),
        ["sparse, by chance"] = () => Timed().Input("x", Spikes(6)).Real("w", [], 0.5)
            .Node("y", new SparseOp(new ProbabilityPattern(0.4, 3), "w", null), Signal(5), "x"),
        ["sparse, fan-in"] = () => Timed().Input("x", Signal(6)).Real("w", [15], Weights(15, 1))
            .Node("y", new SparseOp(new FixedFanInPattern(3, 3), "w", null), Signal(5), "x"),
        ["sparse, rows"] = () => Timed().Input("x", Spikes(4)).Real("w", [4], Weights(4, 1)).Int("starts", [4], 0, 2, 2, 4)
            .Int("columns", [4], 3, 0, 1, 1)
            .Node("y", new SparseOp(new CsrPattern("starts", "columns"), "w", null), Signal(3), "x"),
        ["sparse, coordinates"] = () => Timed().Input("x", Spikes(4)).Real("w", [4], Weights(4, 1)).Int("rows", [4], 2, 0, 2, 1)
            .Int("columns", [4], 3, 0, 1, 1)
            .Node("y", new SparseOp(new CooPattern("rows", "columns"), "w", null), Signal(3), "x"),
        ["sparse, non-zeros"] = () => Timed().Input("x", Spikes(4)).Real("w", [2, 4], 0, 1, 0, 0.5, 2, 0, 0, 0.25)
            .Node("y", new SparseOp(new NonZeroPattern(), "w", null), Signal(2), "x"),
        ["sparse with delays"] = () => Timed().Input("x", Spikes(4)).Real("w", [], 0.5).Int("d", [12], Delays(12))
            .Node("y", new SparseOp(new FixedFanInPattern(3, 5), "w", null, new SynapseDelays("d", 0, 3)), Signal(4), "x"),
        ["pooling"] = () => Timed().Input("x", Signal(2, 5, 6)).Node("a", new PoolOp(PoolKind.Sum, 2, 2, 0), Signal(2, 2, 3), "x")
            .Node("b", new PoolOp(PoolKind.Average, 2, 1, 1), Signal(2, 6, 7), "x").Node("y", new PoolOp(PoolKind.Max, 3, 2, 1), Signal(2, 3, 3), "x")
            .Output("a", "b"),
        ["moving elements"] = () => Timed().Input("x", Spikes(2, 3, 4)).Node("p", new PermuteOp([2, 0, 1]), Spikes(4, 2, 3), "x")
            .Node("r", new ReshapeOp(), Spikes(8, 3), "p")
            .Node("s", new SliceOp(1, 5, 0), Spikes(4, 3), "r").Node("s2", new SliceOp(0, 2, 1), Spikes(8, 2), "r")
            .Node("c", new ConcatOp(1), Spikes(8, 5), "r", "s2")
            .Node("y", new PairsOp(), Spikes(10, 6), "s").Output("c"),
        ["sums and products"] = () => Timed().Input("a", Signal(2, 3)).Input("b", Signal(3)).Input("c", Signal(2, 1))
            .Node("s", new AddOp(), Signal(2, 3), "b", "a", "c")
            .Node("m", new MulOp(), Signal(2, 3), "a", "b", "c").Node("y", new AddOp(), Signal(2, 3), "s", "m"),
        ["scale"] = () => Timed().Input("x", Signal(2, 3)).Constant("half", ElementType.Real, new LoadNumber(0.5)).Real("c", [2, 1], 0.25, 4)
            .Real("k", [], 3)
            .Node("a", new ScaleOp("half"), Signal(2, 3), "x").Node("b", new ScaleOp("c"), Signal(2, 3), "a")
            .Node("y", new ScaleOp("k"), Signal(2, 3), "b"),
        ["matmul"] = () => Timed().Input("a", Spikes(2, 3, 4)).Input("b", Signal(2, 4, 5)).Node("y", new MatMulOp(), Signal(2, 3, 5), "a", "b"),
        ["reduce and argmax"] = () => Timed().Input("x", Signal(4, 3, 2)).Node("s", new ReduceOp(false, 1), Signal(4, 2), "x")
            .Node("m", new ReduceOp(true, 0), Signal(3, 2), "x")
            .Node("y", new ArgMaxOp(), GraphBuilder.Whole(Signal(3)), "m").Output("s", "m"),
        ["relu and threshold"] = () => Timed().Input("x", Signal(2, 3)).Constant("z", ElementType.Real, new LoadNumber(0.25)).Real("t", [2, 1], 0, 1)
            .Node("r", new ActivationOp(ActivationKind.Relu), Signal(2, 3), "x").Node("a", new ThresholdOp("z"), Spikes(2, 3), "x")
            .Node("y", new ThresholdOp("t"), Spikes(2, 3), "r").Output("a"),
        ["embedding"] = () => Frames().Input("x", Frame(3)).Real("table", [5, 2], Weights(10, 1)).Constant("two", ElementType.Real, new LoadNumber(2))
            .Node("i", new ArgMaxOp(), GraphBuilder.Whole(Frame([])), "x").Node("y", new EmbeddingOp("table"), Frame(2), "i"),
        ["encoders"] = () => Timed().Input("x", Frame(2, 3)).Input("rows", Frame(3, 7)).Input("signal", Signal(4))
            .Node("c", new EncodeConstantOp(), Signal(2, 3), "x")
            .Node("r", new EncodeRateOp(4, 9), Spikes(2, 3), "x").Node("l", new EncodeLatencyOp(6.5, 4), Spikes(2, 3), "x")
            .Node("q", new EncodeRowsOp(1), Signal(3), "rows")
            .Node("y", new EncodeDeltaOp(0.5), Spikes(2, 4), "signal").Output("c", "r", "l", "q"),
        ["decoders"] = () => Timed().Input("x", Signal(3)).Input("s", Spikes(3)).Node("a", new DecodeOp(DecodeKind.Sum, null), Frame(3), "x")
            .Node("b", new DecodeOp(DecodeKind.Mean, null), Frame(3), "s").Node("c", new DecodeOp(DecodeKind.Last, null), Frame(3), "x")
            .Node("d", new DecodeOp(DecodeKind.Max, null), Frame(3), "x").Node("y", new DecodeOp(DecodeKind.FirstSpike, null), Frame(3), "s")
            .Output("a", "b", "c", "d"),
        ["decoder of a frame held in every step"] = () => Timed().Input("x", Frame(3)).Node("e", new EncodeConstantOp(), Signal(3), "x")
            .Node("y", new DecodeOp(DecodeKind.Sum, null), Frame(3), "e"),
        ["decoders of whole numbers"] = () => Timed().Input("x", Spikes(3)).Int("w", [3, 3], Whole(9))
            .Node("i", new DenseOp("w", null), GraphBuilder.Whole(Signal(3)), "x")
            .Node("a", new DecodeOp(DecodeKind.Sum, null), GraphBuilder.Whole(Frame(3)), "i")
            .Node("b", new DecodeOp(DecodeKind.Mean, null), Frame(3), "i")
            .Node("y", new ArgMaxOp(), GraphBuilder.Whole(Frame([])), "a").Output("a", "b"),
        ["delays"] = () => Timed().Input("x", Signal(3)).Int("d", [3], 0, 1, 9).Int("later", [3], 2, 1, 3)
            .Node("a", new DelayOp(2, null, 2, 2), Signal(3), "x")
            .Node("z", new DelayOp(0, null, 0, 0), Signal(3), "a").Node("b", new DelayOp(null, "d", 0, 9), Signal(3), "z")
            .Node("back", new DelayOp(null, "later", 1, 3), Signal(3), "y")
            .Node("y", new AddOp(), Signal(3), "b", "back"),
        ["loops after loops"] = () => Timed().Input("x", Signal(3)).Node("m", new DecodeOp(DecodeKind.Max, null), Frame(3), "x")
            .Node("flat", new ReshapeOp(), Signal(3, 1), "x")
            .Node("e", new EncodeConstantOp(), Signal(3), "m").Node("again", new ReshapeOp(), Signal(3), "flat")
            .Node("d", new DelayOp(1, null, 1, 1), Signal(3), "y")
            .Node("y", new AddOp(), Signal(3), "e", "again", "x", "d").Node("s", new DecodeOp(DecodeKind.Sum, null), Frame(3), "y").Output("s", "x"),
    };

    private static readonly Dictionary<string, Func<GraphBuilder>> Rounded = new()
    {
        ["activations"] = () => Timed().Input("x", Signal(8)).Node("s", new ActivationOp(ActivationKind.Sigmoid), Signal(8), "x")
            .Node("t", new ActivationOp(ActivationKind.Tanh), Signal(8), "x")
            .Node("y", new ActivationOp(ActivationKind.Gelu), Signal(8), "x").Output("s", "t"),
        ["softmax"] = () => Timed().Input("x", Signal(3, 4)).Node("a", new SoftmaxOp(1), Signal(3, 4), "x")
            .Node("y", new SoftmaxOp(0), Signal(3, 4), "x").Output("a"),
        ["normalisations"] = () => Timed().Input("x", Signal(3, 4)).Real("m", [3], Weights(3, 1)).Real("v", [3], 1, 2, 0.5)
            .Real("w", [3], Weights(3, 2)).Real("b", [3], Weights(3, 3))
            .Real("lw", [4], Weights(4, 4)).Real("lb", [4], Weights(4, 5)).Node("a", new BatchNormOp("m", "v", "w", "b", 0, 1e-5), Signal(3, 4), "x")
            .Node("c", new BatchNormOp("m", "v", null, null, 0, 1e-5), Signal(3, 4), "x")
            .Node("d", new LayerNormOp("lw", "lb", 1e-5), Signal(3, 4), "x")
            .Node("y", new LayerNormOp(null, null, 1e-5), Signal(3, 4), "x").Output("a", "c", "d"),
        ["load-time arithmetic"] = () => Timed().Input("x", Signal(2, 3)).Real("t", [2, 3], Weights(6, 1))
            .Constant("k", ElementType.Real, Arithmetic())
            .Constant("p", ElementType.Real, Propagator()).Node("a", new ScaleOp("k"), Signal(2, 3), "x")
            .Node("y", new ScaleOp("p"), Signal(2, 3), "a"),
    };

    public static TheoryData<string> ExactNames => [.. Exact.Keys];

    public static TheoryData<string> RoundedNames => [.. Rounded.Keys];

    [Theory]
    [MemberData(nameof(ExactNames))]
    public void Operator_ExactArithmetic_IsEqualInEveryBit(string name) => Agree(Exact[name]().Output("y"));

    [Theory]
    [MemberData(nameof(RoundedNames))]
    public void Operator_RoundedArithmetic_IsEqualWithinRounding(string name) => Agree(Rounded[name]().Output("y"), tolerance: Rounding);

    [Fact]
    public void Operators_AllOfTheIr_AreInTheTests()
    {
        var tested = Exact.Values.Concat(Rounded.Values).SelectMany(graph => graph().Graph.Nodes).Select(node => node.Op.GetType())
            .Append(typeof(NeuronOp)).ToHashSet();
        typeof(Op).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Op)) && !type.IsAbstract).Except(tested).ShouldBeEmpty();
    }

    private static GraphBuilder Timed() => new(7);

    private static double[] Whole(int length) => [.. Dyadic(length, length).Select(value => Math.Round(value * 8.0))];

    private static double[] Delays(int length, int least = 0) => [.. Enumerable.Range(0, length).Select(i => (double)((i * 7 % 4) + least))];

    private static LoadExpr Arithmetic()
    {
        Shape shape = [2, 3];
        var tensor = new LoadTensor(shape, "w", "t");
        var sum = new LoadBinary(shape, "add", new LoadUnary(shape, "exp", tensor), new LoadUniform([3], -1, 1, 5));
        var chosen = new LoadSelect(shape, new LoadBinary(shape, "gt", sum, new LoadNumber(1)), sum,
            new LoadUnary(shape, "neg", new LoadUnary(shape, "sigmoid", tensor)));
        var turned = new LoadTranspose([3, 2], new LoadQuantize(shape, 6, chosen));
        return new LoadBinary(shape, "add", new LoadReshape(shape, turned), new LoadSum([], 2, tensor));
    }

    private static LoadExpr Propagator()
    {
        EquatableArray<LoadExpr> entries = [new LoadNumber(-0.1), new LoadUnary([2, 3], "abs", new LoadTensor([2, 3], "w", "t")), new LoadNumber(0),
            new LoadNumber(-0.2)];
        return new LoadExponential([2, 3], 2, entries, 0, 1);
    }
}

using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Compiler.Tests.Ir;

public sealed class OperatorTests
{
    [Fact]
    public void Dense_LeadingAxis_SharesTheWeights() =>
        Frames().Input("x", Frame(2, 3)).Real("w", [2, 3], 1, 2, 3, 4, 5, 6).Real("b", [2], 10, 20)
            .Node("y", new DenseOp("w", "b"), Frame(2, 2), "x").Output("y")
            .Run([1, 0, -1, 2, 1, 0]).ShouldBe([8, 18, 14, 33]);

    [Fact]
    public void Conv2d_StridePaddingDilation_IsTheCrossCorrelation() =>
        Frames().Input("x", Frame(1, 3, 3)).Real("w", [1, 1, 2, 2], 1, 2, 3, 4).Real("b", [1], 0.5)
            .Node("y", new ConvOp(2, 2, 2, 1, 2, 1, "w", "b"), Frame(1, 2, 2), "x").Output("y")

            // Windows start at -1 and 1 and reach over 3; only the middle element 5 and the corner 9 fall on a tap.
            .Run([1, 2, 3, 4, 5, 6, 7, 8, 9]).ShouldBe([(4 * 5) + 0.5, (3 * 5) + 0.5, (2 * 5) + 0.5, 5 + 0.5]);

    [Fact]
    public void Conv2d_Groups_KeepToTheirChannels() =>
        Frames().Input("x", Frame(2, 1, 2)).Real("w", [4, 1, 1, 1], 1, 2, 3, 4)
            .Node("y", new ConvOp(2, 1, 1, 0, 1, 2, "w", null), Frame(4, 1, 2), "x").Output("y")
            .Run([1, 2, 10, 20]).ShouldBe([1, 2, 2, 4, 30, 60, 40, 80]);

    [Fact]
    public void Conv1d_TwoChannels_SumsOverThem() =>
        Frames().Input("x", Frame(2, 4)).Real("w", [1, 2, 3], 1, 0, -1, 2, 2, 2)
            .Node("y", new ConvOp(1, 3, 1, 1, 1, 1, "w", null), Frame(1, 4), "x").Output("y")
            .Run([1, 2, 3, 4, 0, 1, 0, 0]).ShouldBe([0, 0, 0, 3]);

    [Theory]
    [InlineData(PoolKind.Sum, new[] { 1.0, 5, 11, 28 })]
    [InlineData(PoolKind.Average, new[] { 0.25, 1.25, 2.75, 7 })]
    [InlineData(PoolKind.Max, new[] { 1.0, 3, 7, 9 })]
    public void Pool_Padding_CountsInTheAverageAlone(PoolKind kind, double[] expected) =>
        Frames().Input("x", Frame(1, 3, 3)).Node("y", new PoolOp(kind, 2, 2, 1), Frame(1, 2, 2), "x").Output("y")
            .Run([1, 2, 3, 4, 5, 6, 7, 8, 9]).ShouldBe(expected);

    [Fact]
    public void MaxPool_NegativeValues_PaddingDoesNotWin() =>
        Frames().Input("x", Frame(1, 1, 1)).Node("y", new PoolOp(PoolKind.Max, 3, 1, 1), Frame(1, 1, 1), "x").Output("y").Run([-5]).ShouldBe([-5]);

    [Fact]
    public void Permute_ThreeAxes_TakesAxisIFromAxesI() =>
        Frames().Input("x", Frame(2, 1, 3)).Node("y", new PermuteOp([2, 0, 1]), Frame(3, 2, 1), "x").Output("y")
            .Run([0, 1, 2, 3, 4, 5]).ShouldBe([0, 3, 1, 4, 2, 5]);

    [Fact]
    public void Slice_SecondAxis_LeavesTheEndOut() =>
        Frames().Input("x", Frame(2, 3)).Node("y", new SliceOp(1, 3, 1), Frame(2, 2), "x").Output("y").Run([0, 1, 2, 3, 4, 5]).ShouldBe([1, 2, 4, 5]);

    [Fact]
    public void Concat_SecondAxis_InterleavesRows() =>
        Frames().Input("a", Frame(2, 1)).Input("b", Frame(2, 2)).Node("y", new ConcatOp(1), Frame(2, 3), "a", "b").Output("y")
            .Run([1, 2], [3, 4, 5, 6]).ShouldBe([1, 3, 4, 2, 5, 6]);

    [Fact]
    public void AddAndMul_ThreeOperands_Broadcast()
    {
        var inputs = Frames().Input("a", Frame(2, 1)).Input("b", Frame(3)).Input("c", Frame(2, 3))
            .Node("s", new AddOp(), Frame(2, 3), "a", "b", "c").Node("p", new MulOp(), Frame(2, 3), "a", "b", "c").Output("s", "p");
        var result = inputs.Interpreter().Run(0, [[1, 2], [1, 2, 3], [0, 0, 0, 1, 1, 1]]);
        result["s"].Values.ShouldBe([2, 3, 4, 4, 5, 6]);
        result["p"].Values.ShouldBe([0, 0, 0, 2, 4, 6]);
    }

    [Fact]
    public void MatMul_LeadingAxis_Broadcasts() =>
        Frames().Input("a", Frame(2, 1, 2)).Input("b", Frame(2, 2)).Node("y", new MatMulOp(), Frame(2, 1, 2), "a", "b").Output("y")
            .Run([1, 2, 3, 4], [1, 10, 100, 1000]).ShouldBe([201, 2010, 403, 4030]);

    [Fact]
    public void Scale_PerChannel_Broadcasts() =>
        Frames().Input("x", Frame(2, 2)).Real("by", [2, 1], 2, 3).Node("y", new ScaleOp("by"), Frame(2, 2), "x").Output("y")
            .Run([1, 2, 3, 4]).ShouldBe([2, 4, 9, 12]);

    [Fact]
    public void Reduce_MiddleAxis_GoesAway()
    {
        var graph = Frames().Input("x", Frame(1, 2, 2)).Node("s", new ReduceOp(false, 1), Frame(1, 2), "x")
            .Node("m", new ReduceOp(true, 1), Frame(1, 2), "x").Output("s", "m");
        var result = graph.Interpreter().Run(0, [[1, 2, 3, 5]]);
        result["s"].Values.ShouldBe([4, 7]);
        result["m"].Values.ShouldBe([2, 3.5]);
    }

    [Fact]
    public void BatchNorm_FirstAxis_UsesItsOwnNumbers() =>
        Frames().Input("x", Frame(2, 2)).Real("m", [2], 1, 2).Real("v", [2], 4, 0.25).Real("w", [2], 2, 1).Real("b", [2], 0, 5)
            .Node("y", new BatchNormOp("m", "v", "w", "b", 0, 0), Frame(2, 2), "x").Output("y")
            .Run([1, 3, 2, 3]).ShouldBe([0, 2, 5, 7]);

    [Fact]
    public void LayerNorm_Lines_HaveMeanZeroAndVarianceOne() =>
        Frames().Input("x", Frame(2, 2)).Real("w", [2], 2, 3).Real("b", [2], 0, 1)
            .Node("y", new LayerNormOp("w", "b", 0), Frame(2, 2), "x").Output("y").Run([1, 3, 10, -10]).ShouldBe([-2, 4, 2, -2]);

    [Fact]
    public void Embedding_Indices_TakeRows() =>
        Frames().Input("x", Frame(2)).Real("t", [3, 2], 0, 1, 10, 11, 20, 21).Node("y", new EmbeddingOp("t"), Frame(2, 2), "x").Output("y")
            .Run([2, 0]).ShouldBe([20, 21, 0, 1]);

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    public void Embedding_IndexOutOfRange_SaysWhichAndTheRange(float index)
    {
        var graph = Frames().Input("x", Frame(2)).Real("t", [3, 1], 0, 1, 2).Node("y", new EmbeddingOp("t"), Frame(2, 1), "x").Output("y");
        Should.Throw<RunException>(() => graph.Run([0, index])).Message.ShouldStartWith("the embedding 'y' has entries 0 to 2, but element 1");
    }

    [Fact]
    public void Softmax_LargeValues_DoNotOverflow() =>
        Frames().Input("x", Frame(3)).Node("y", new SoftmaxOp(0), Frame(3), "x").Output("y").Run([1000, 1000, -1000]).ShouldBe([0.5, 0.5, 0]);

    [Theory]
    [InlineData(ActivationKind.Relu, new[] { 0, 0, 2.0 })]
    [InlineData(ActivationKind.Sigmoid, new[] { 0.26894143, 0.5, 0.88079708 })]
    [InlineData(ActivationKind.Tanh, new[] { -0.76159416, 0, 0.96402758 })]
    [InlineData(ActivationKind.Gelu, new[] { -0.15865525, 0, 1.95449974 })]
    public void Activation_Values_AreTheFunction(ActivationKind kind, double[] expected) =>
        Frames().Input("x", Frame(3)).Node("y", new ActivationOp(kind), Frame(3), "x").Output("y").Run([-1, 0, 2]).ShouldBe(expected, 1e-7);

    [Fact]
    public void Threshold_Equal_IsNoSpike() =>
        new GraphBuilder(1).Input("x", Signal(3)).Real("t", [], 1).Node("y", new ThresholdOp("t"), Spikes(3), "x").Output("y").Run([0, 1, 2])
            .ShouldBe([0, 0, 1]);

    [Fact]
    public void Pairs_ThreeRows_AreSixOrderedPairs() =>
        Frames().Input("x", Frame(3, 1)).Node("y", new PairsOp(), Frame(6, 2), "x").Output("y")
            .Run([1, 2, 3]).ShouldBe([1, 1, 1, 2, 1, 3, 2, 2, 2, 3, 3, 3]);

    [Fact]
    public void ArgMax_Ties_GoToTheLowestIndex()
    {
        var output = Frames().Input("x", Frame(2, 3)).Node("y", new ArgMaxOp(), Whole(Frame(2)), "x").Output("y")
            .Interpreter().Run(0, [[1, 3, 3, -1, -2, -3]])["y"];
        output.Values.ShouldBe([1, 0]);
        output.Element.ShouldBe(ElementType.Int);
    }

    [Fact]
    public void Single_Sum_IsRoundedInEveryStep_DoubleIsNot()
    {
        var graph = Frames().Input("a", Frame(1)).Input("b", Frame(1)).Input("c", Frame(1)).Node("y", new AddOp(), Frame(1), "a", "b", "c")
            .Output("y");
        float[][] inputs = [[16777216], [1], [1]];
        graph.Interpreter(Precision.Single).Run(0, inputs)["y"].Values.ShouldBe([16777216]);
        graph.Interpreter(Precision.Double).Run(0, inputs)["y"].Values.ShouldBe([16777218]);
    }

    [Fact]
    public void RealOperator_WholeOperand_IsRoundedToARealFirst() =>
        new GraphBuilder(1).Input("x", Spikes(1)).Int("w", [1, 1], 16777217).Real("one", [], 1)
            .Node("i", new DenseOp("w", null), Whole(Signal(1)), "x").Node("y", new ScaleOp("one"), Signal(1), "i").Output("i", "y")
            .Interpreter().Run(0, [[1]])
                .Outputs.ShouldSatisfyAllConditions(o => o[0].Values.ShouldBe([16777217]), o => o[1].Values.ShouldBe([16777216]));

    [Fact]
    public void Run_WrongInputs_SaysWhatItTakes()
    {
        var graph = Frames().Input("x", Frame(2)).Output("x");
        Should.Throw<RunException>(() => graph.Run()).Message.ShouldBe("'Test' takes 1 inputs, but 0 are given");
        Should.Throw<RunException>(() => graph.Run([1])).Message.ShouldBe("the input 'x' takes 2 numbers, but 1 are given");
    }
}

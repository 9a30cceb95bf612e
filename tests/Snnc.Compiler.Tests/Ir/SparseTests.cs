using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Numerics;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Compiler.Tests.Ir;

public sealed class SparseTests
{
    [Fact]
    public void OneToOne_WeightPerSynapse_ScalesEach() => Run(new OneToOnePattern(), 3, [3], [2, 3, 4], [1, 1, 2]).ShouldBe([2, 3, 8]);

    [Fact]
    public void NonZero_Matrix_SkipsItsZeros() => Run(new NonZeroPattern(), 2, [2, 3], [1, 0, 2, 0, 3, 0], [1, 10, 100]).ShouldBe([201, 30]);

    [Fact]
    public void Probability_Rule_IsTheHashOfFromAndTo()
    {
        const int N = 20;
        var x = Enumerable.Range(1, N).Select(i => (float)i).ToArray();
        var expected = Enumerable.Range(0, N)
            .Select(to => Enumerable.Range(0, N).Where(from => CounterHash.Hash(3, (from * N) + to) < 0.3 * 16777216).Sum(from => x[from]));
        Run(new ProbabilityPattern(0.3, 3), N, [], [1], x).ShouldBe(expected.Select(sum => (double)sum).ToArray());
    }

    [Fact]
    public void FixedFanIn_Weights_AreOrderedByTargetThenSource()
    {
        var sources = Enumerable.Range(0, 4).Select(to => Enumerable.Range(0, 6)
            .OrderBy(from => CounterHash.Hash(5, (from * 4) + to)).Take(2).OrderBy(from => from).ToArray()).ToArray();
        float[] x = [1, 10, 100, 1000, 10000, 100000];
        var expected = sources.Select((from, to) => (x[from[0]] * ((2 * to) + 1)) + (double)(x[from[1]] * ((2 * to) + 2)));
        Run(new FixedFanInPattern(2, 5), 4, [8], [1, 2, 3, 4, 5, 6, 7, 8], x).ShouldBe(expected.ToArray());
    }

    [Fact]
    public void CsrAndCoo_SameMatrix_GiveTheSame()
    {
        var csr = Graph(new CsrPattern("starts", "columns"), 2, [3], [5, 6, 7], 3).Int("starts", [3], 0, 1, 3).Int("columns", [3], 2, 0, 1);
        var coo = Graph(new CooPattern("rows", "columns"), 2, [3], [5, 6, 7], 3).Int("rows", [3], 0, 1, 1).Int("columns", [3], 2, 0, 1);
        csr.Run([1, 10, 100]).ShouldBe([500, 76]);
        coo.Run([1, 10, 100]).ShouldBe([500, 76]);
    }

    [Fact]
    public void Coo_IndexOutOfRange_IsAnErrorOfTheTensor() =>
        Should.Throw<TensorFormatException>(() =>
            Graph(new CooPattern("rows", "columns"), 2, [1], [5], 3).Int("rows", [1], 2).Int("columns", [1], 0).Interpreter())
            .Message.ShouldBe("tensor 'rows'[0] is 2, which is not in its range, 0 to 1");

    [Fact]
    public void Csr_DescendingStarts_AreAnErrorOfTheTensor() =>
        Should.Throw<TensorFormatException>(() =>
                Graph(new CsrPattern("starts", "columns"), 2, [1], [5], 3).Int("starts", [3], 0, 1, 0).Int("columns", [1], 0).Interpreter())
            .Message.ShouldBe("tensor 'starts'[2] is less than the row start before it");

    [Fact]
    public void Weights_OfAnotherNumber_AreAnError() =>
        Should.Throw<TensorFormatException>(() => Graph(new ProbabilityPattern(1, 0), 3, [2], [1, 2], 3).Interpreter())
            .Message.ShouldBe("'w' has 2 numbers for the 9 synapses of 'y'");

    [Fact]
    public void Sparse_DelayPerSynapse_ReadsItsOwnPast() =>
        new GraphBuilder(3).Input("x", Signal(2)).Real("w", [], 1).Int("d", [2], 1, 2)
            .Node("y", new SparseOp(new OneToOnePattern(), "w", null, new SynapseDelays("d", 1, 2)), Signal(2), "x").Output("y")
            .Run([1, 2, 3, 4, 5, 6]).ShouldBe([0, 0, 1, 0, 3, 2]);

    private static GraphBuilder Graph(SparsePattern pattern, int outputs, Shape shape, double[] weights, int inputs) =>
        Frames().Input("x", Frame(inputs)).Real("w", shape, weights).Node("y", new SparseOp(pattern, "w", null), Frame(outputs), "x").Output("y");

    private static double[] Run(SparsePattern pattern, int outputs, Shape shape, double[] weights, float[] x) =>
        Graph(pattern, outputs, shape, weights, x.Length).Run(x);
}

using System;
using System.Linq;
using Shouldly;
using Snnc.Numerics;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

public sealed class SparseTests
{
    [Fact]
    public void Coo_RepeatedSynapse_CountsTwice()
    {
        var list = SynapseList.Coo(sources: 3, targets: 2, rows: [0, 1, 0, 0], columns: [2, 0, 2, 1]);
        Spread(list, [1, 2, 3, 4], [1, 10, 100]).ShouldBe([440f, 2]);
    }

    [Fact]
    public void Csr_StoredRows_AreTargets()
    {
        var list = SynapseList.Csr(sources: 3, targets: 2, rowStarts: [0, 2, 3], columns: [2, 0, 1]);
        Spread(list, [1, 2, 3], [1, 10, 100]).ShouldBe([102f, 30]);
    }

    [Fact]
    public void OneToOne_OneWeight_ServesAll() => Spread(SynapseList.OneToOne(3), [2], [1, 10, 100]).ShouldBe([2f, 20, 200]);

    [Fact]
    public void NonZero_Matrix_EqualsDense()
    {
        float[] matrix = [0, 2, 0, 3, 0, 4];
        Spread(SynapseList.NonZero(3, 2, matrix), matrix, [1, 10, 100]).ShouldBe([20f, 403]);
    }

    [Fact]
    public void All_Matrix_EqualsDense() => Spread(SynapseList.All(3, 2), [0, 2, 0, 3, 0, 4], [1, 10, 100]).ShouldBe([20f, 403]);

    // Vectors draw eight targets at once, and the last six of them one by one.
    [Theory]
    [InlineData(0.2, 5, 180, 300)]
    [InlineData(0.2, -5, 180, 300)]
    [InlineData(0, 5, 0, 0)]
    [InlineData(1, 5, 1200, 1200)]
    public void Probability_Counter_DecidesEachSynapse(double p, long seed, int least, int most)
    {
        var list = SynapseList.Probability(sources: 40, targets: 30, p, seed);
        var expected = Enumerable.Range(0, 1200).Where(n => CounterHash.Hash(seed, n) < p * (1 << 24)).ToArray();
        list.From.Zip(list.To, (from, to) => (from * 30) + to).ShouldBe(expected);
        expected.Length.ShouldBeInRange(least, most);
    }

    [Fact]
    public void FixedFanIn_EachTarget_HasTheSourcesOfLeastHash()
    {
        var list = SynapseList.FixedFanIn(sources: 20, targets: 7, count: 4, seed: 9);
        for (var to = 0; to < 7; to++)
        {
            var expected = Enumerable.Range(0, 20).OrderBy(from => CounterHash.Hash(9, (from * 7) + to)).ThenBy(from => from).Take(4).Order();
            list.From.Skip(to * 4).Take(4).ShouldBe(expected);
            list.To.Skip(to * 4).Take(4).ShouldAllBe(target => target == to);
        }
    }

    [Fact]
    public void Spikes_WholeWeights_AddBiasAndProducts()
    {
        var weights = SparseWeights.Pack(SynapseList.OneToOne(2), [3L], [100L, 200]);
        var y = new long[2];
        Sparse.Spikes([1f, 2], weights, y);
        y.ShouldBe([103L, 206]);
    }

    [Fact]
    public void Lists_BadIndices_AreRefusedInOneSentence()
    {
        Should.Throw<SnncRunException>(() => SynapseList.Coo(2, 2, [0], [2])).Message.ShouldBe("Synapse 0 of a sparse matrix has source 2, outside 0 .. 1.");
        Should.Throw<SnncRunException>(() => SynapseList.Coo(2, 2, [0, 1], [1])).Message.ShouldContain("2 row indices and 1 column");
        Should.Throw<SnncRunException>(() => SynapseList.Csr(2, 2, [0, 3, 2], [0, 1])).Message.ShouldContain("go down");
        Should.Throw<SnncRunException>(() => SynapseList.Csr(2, 2, [0, 1], [0])).Message.ShouldContain("row starts");
        Should.Throw<SnncRunException>(() => SynapseList.FixedFanIn(2, 2, 3, 0)).Message.ShouldContain("fan-in of 3");
        Should.Throw<SnncRunException>(() => SparseWeights.Pack(SynapseList.OneToOne(3), new float[2], null)).Message.ShouldContain("given 2 numbers");
    }

    [Fact]
    public void Spikes_CalledAgain_AllocateNothing()
    {
        var weights = SparseWeights.Pack(SynapseList.Probability(50, 50, 0.3, 1), [1f], null);
        var (x, y) = (new Numbers(2).Spikes(50, 0.5), new float[50]);
        Allocations.Of(() => Sparse.Spikes(x, weights, y)).ShouldBe(0);
    }

    private static float[] Spread(SynapseList list, float[] weight, float[] x)
    {
        var y = new float[list.Targets];
        Sparse.Signal(x, SparseWeights.Pack(list, weight, null), y);
        return y;
    }
}

using System;
using System.Linq;
using Shouldly;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

/// <summary>Connections over the list of one step.</summary>
public sealed class EventRowsTests
{
    private const float Weight = 0.1f;

    // A tenth is rounded, so that another order of additions shows.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20)]
    public void AddInto_SomeSpikes_AddsTheirSums(int spikes)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var synapses = SynapseList.Probability(20, 50, 0.3, seed);
            AddInto(synapses, spikes, seed).ShouldBe(Expected(synapses, spikes, seed), $"seed {seed}");
        }
    }

    // More sources than are counted, rows that are longer than what is put together, and hardly any synapses.
    [Theory]
    [InlineData(60, 50, 0.3, 32)]
    [InlineData(60, 50, 0.3, 33)]
    [InlineData(30, 300, 0.9, 29)]
    [InlineData(60, 50, 0.01, 5)]
    public void AddInto_ManySynapsesOrFew_AddsTheirSums(int sources, int targets, double probability, int spikes)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var synapses = SynapseList.Probability(sources, targets, probability, seed);
            AddInto(synapses, spikes, seed).ShouldBe(Expected(synapses, spikes, seed), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AddInto_TwoSynapsesToOneTarget_AddsTheirSum(int spikes)
    {
        var synapses = SynapseList.Coo(2, 2, [0, 0, 0, 1, 1], [1, 1, 1, 0, 1]);

        AddInto(synapses, spikes, 0).ShouldBe(Expected(synapses, spikes, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void AddInto_JoinedConnections_AddsTheSumsOfEach(int spikes)
    {
        var (first, second) = (SynapseList.Probability(40, 50, 0.3, 1), SynapseList.Probability(40, 20, 0.3, 2));
        var weights = SparseWeights.Join(84, (SparseWeights.Pack(first, [Weight], null), 0), (SparseWeights.Pack(second, [Weight], null), 64));
        var (sums, state) = (new float[84], new float[84]);
        State(first, 1).CopyTo(state, 0);
        State(second, 2).CopyTo(state, 64);

        EventRows.AddInto(Lists(first, spikes), 0, weights, sums, state);

        state[..50].ShouldBe(Expected(first, spikes, 1));
        state[50..64].ShouldAllBe(number => number == 0);
        state[64..].ShouldBe(Expected(second, spikes, 2));
    }

    [Fact]
    public void Join_ConnectionsOfOtherSources_Throws() => Should.Throw<ArgumentException>(() => SparseWeights.Join(
        64, (SparseWeights.Pack(SynapseList.OneToOne(20), [Weight], null), 0), (SparseWeights.Pack(SynapseList.OneToOne(21), [Weight], null), 32)));

    private static float[] AddInto(SynapseList synapses, int spikes, int seed)
    {
        var weights = SparseWeights.Pack(synapses, [Weight], null);
        var (sums, state) = (new float[synapses.Targets], State(synapses, seed));
        EventRows.AddInto(Lists(synapses, spikes), 0, weights, sums, state);
        sums.ShouldAllBe(sum => sum == 0);
        return state;
    }

    private static float[] Expected(SynapseList synapses, int spikes, int seed)
    {
        var sums = new float[synapses.Targets];
        EventRows.Add(Lists(synapses, spikes), 0, SparseWeights.Pack(synapses, [Weight], null), sums);
        return [.. State(synapses, seed).Zip(sums, (state, sum) => state + sum)];
    }

    private static SpikeLists Lists(SynapseList synapses, int spikes)
    {
        var lists = new SpikeLists(synapses.Sources, 1);
        lists.FromValues([.. Enumerable.Range(0, synapses.Sources).Select(source => source < spikes ? 1f : 0)]);
        return lists;
    }

    private static float[] State(SynapseList synapses, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, synapses.Targets).Select(_ => random.NextSingle())];
    }
}

using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Execution.Tests;

public sealed class RunComparisonTests
{
    [Fact]
    public void Compare_AnotherWeight_NamesTheFirstDifference()
    {
        var difference = new RunComparison()
            .Compare(Backends.CSharp(Network(weight: 1)), Backends.CSharp(Network(weight: 1.5)), 4, [[0, 0, 2, 2, 0, 1]]);

        difference.ShouldBe(new RunDifference(4, "y", 1, 0, 2, 3));
        difference!.ToString().ShouldBe("sample 4, step 1: y[0] is 2 and 3");
    }

    [Fact]
    public void Compare_DifferenceInAState_NamesNodeAndState()
    {
        var (one, two) = (Leak(0.5), Leak(0.25));

        new RunComparison().Compare(one, two, 0, [[1, 1]])!.What.ShouldBe("n.v");
    }

    [Fact]
    public void Compare_WithinTheTolerance_IsEqual()
    {
        var (one, two) = (Backends.CSharp(Network(weight: 1)), Backends.CSharp(Network(weight: 1.00001)));
        float[][] inputs = [[3, 3, 3, 3, 3, 3]];

        new RunComparison(1e-4).Compare(one, two, 0, inputs).ShouldBeNull();
        new RunComparison(0).Compare(one, two, 0, inputs).ShouldNotBeNull();
    }

    [Fact]
    public void Compare_Runners_LeavesTheirObserversAsTheyWere()
    {
        var runner = Backends.CSharp(Network(weight: 1));
        var statistics = new RunStatistics(runner.Nodes);
        runner.Observer = statistics;

        new RunComparison().Compare(runner, runner.CreateAnother(), 0, [new float[6]]).ShouldBeNull();

        runner.Observer.ShouldBeSameAs(statistics);
        statistics.SpikesPerStep(0).ShouldBeEmpty();
    }

    private static GraphBuilder Network(double weight) =>
        new GraphBuilder(3).Input("x", Signal(2)).Real("w", [], weight).Node("y", new ScaleOp("w"), Signal(2), "x").Output("y");

    // Too weak to fire within two steps.
    private static CSharpRunner Leak(double decay) => Backends.CSharp(
        new GraphBuilder(2).Input("x", Signal(1)).Real("beta", [], decay).Real("one", [], 9).Real("zero", [], 0)
            .Node("n", Models.Leaky(), Spikes(1), "x").Output("n"));
}

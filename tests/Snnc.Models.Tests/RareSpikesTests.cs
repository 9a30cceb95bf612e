using System;
using System.Globalization;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Execution;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>Synapses of equal weights go straight into states, rounded as sums that are made first: from no source of a step, one, few, many and all.</summary>
public sealed class RareSpikesTests
{
    private const string Neurons = """
        neuron relay { input i, back; spike when i + back > 0.5 { } }
        neuron target {
            state g = 0, h = 0;
            input a, b;
            update { g += a; h += b; }
            update { g = 0.9 * g; h = 0.7 * h; }
            spike when g + h > 0.25 { g = g - 0.3; }
        }
        """;

    private static readonly int[] Sources = [0, 1, 2, 3, 5, 0, 31, 2, 32, 33, 1, 40, 1000, 4];

    // Rows that are empty, that reach all targets, and that are longer than what is put together; targets of more than 16 bits.
    [Theory]
    [InlineData(60, 40, 0.2)]
    [InlineData(70, 131, 0.01)]
    [InlineData(50, 17, 1)]
    [InlineData(40, 3000, 0.9)]
    [InlineData(45, 66000, 0.002)]
    public void Run_EqualWeights_AgreesWithTheInterpreter(int sources, int targets, double probability)
    {
        var graph = Rare(sources, targets, probability);
        var plan = Planner.Plan(graph, PassOptions.Default);
        plan.Stages.SelectMany(stage => stage.Nodes).Count(node => node.Into is not null).ShouldBe(2);
        Compare(graph, CSharpRunner.Compile(plan, new FileTensorResolver()), sources);
        if (LlvmLibrary.Absence is null)
        {
            Compare(graph, NativeRunner.Compile(plan, new FileTensorResolver()), sources);
        }
    }

    // Sizes of whole lines, of whole vectors, and of neither; more states than the first-level cache holds, the larger population first and last; all targets.
    [Theory]
    [InlineData(32, 48, 0.2)]
    [InlineData(40, 24, 0.2)]
    [InlineData(131, 17, 0.05)]
    [InlineData(40, 17, 0.5)]
    [InlineData(4136, 24, 0.01)]
    [InlineData(24, 4136, 0.01)]
    [InlineData(4136, 4200, 0.9)]
    public void Run_ConnectionsOfOneSource_AreJoinedAndAgreeWithTheInterpreter(int first, int second, double probability)
    {
        var graph = Joined(first, second, probability, "0.1");
        var plan = Planner.Plan(graph, PassOptions.Default);
        plan.Stages.SelectMany(stage => stage.Nodes).Select(node => node.JoinedTo).OfType<string>().ShouldBe(["sparse", "sparse"]);
        Compare(graph, CSharpRunner.Compile(plan, new FileTensorResolver()), 60);
        if (LlvmLibrary.Absence is null)
        {
            Compare(graph, NativeRunner.Compile(plan, new FileTensorResolver()), 60);
        }
    }

    [Theory]
    [InlineData(32, 48, "0.2")]
    [InlineData(40000, 30000, "0.1")]
    public void Plan_OtherWeightsOrTargetsOfMoreThan16Bits_AreNotJoined(int first, int second, string weight) =>
        Planner.Plan(Joined(first, second, 0.001, weight), PassOptions.Default).Stages.SelectMany(stage => stage.Nodes)
            .Count(node => node is { Into: not null, JoinedTo: not null, Node.Name: "sparse_3" }).ShouldBe(0);

    private static void Compare(Graph graph, INetworkRunner runner, int sources)
    {
        for (var sample = 0; sample < 2; sample++)
        {
            var expected = OutputsOf(new InterpreterRunner(graph, new FileTensorResolver()), sample, sources);
            expected.Distinct().Count().ShouldBeGreaterThan(1);
            OutputsOf(runner, sample, sources).ShouldBe(expected);
        }
    }

    private static float[] OutputsOf(INetworkRunner runner, int sample, int sources)
    {
        var outputs = RunArguments.CreateOutputs(runner);
        runner.Run(sample, [SpikesOf(sources, sample)], outputs);
        return [.. outputs.Cast<float[]>().SelectMany(output => output)];
    }

    private static Graph Joined(int first, int second, double probability, string weight)
    {
        var rule = $"sparse(probability({probability.ToString(CultureInfo.InvariantCulture)}";
        return PassPipeline.Run(ModelProgram.Of($$"""
            {{Neurons}}
            network Joined {
                time { step = 1 ms; steps = {{Sources.Length}}; }
                input x: spikes[60];
                x -> p.i; p[60]: relay; n[{{first}}]: target; m[{{second}}]: target;
                p -> {{rule}}, seed = 3), weight = 0.1, delay = 1 step) -> n.b;
                p -> {{rule}}, seed = 4), weight = 0.1, delay = 1 step) -> n.a;
                p -> {{rule}}, seed = 5), weight = {{weight}}, delay = 1 step) -> m.a;
                n -> sparse(probability(0.01, seed = 6), weight = 0.0001, delay = 1 step) -> p.back;
                m -> sparse(probability(0.01, seed = 7), weight = 0.0001, delay = 1 step) -> p.back;
                output y = n; output z = m; output c = count(m);
                activity { p = 0.001; }
            }
            """).Graph, PassOptions.Default);
    }

    private static Graph Rare(int sources, int targets, double probability)
    {
        var rule = $"probability({probability.ToString(CultureInfo.InvariantCulture)}";
        return PassPipeline.Run(ModelProgram.Of($$"""
            {{Neurons}}
            network Rare {
                time { step = 1 ms; steps = {{Sources.Length}}; }
                input x: spikes[{{sources}}];
                x -> p.i; p[{{sources}}]: relay; n[{{targets}}]: target;
                p -> sparse({{rule}}, seed = 3), weight = 0.1, delay = 1 step) -> n.a;
                p -> sparse({{rule}}, seed = 4), weight = -0.03, delay = 1 step) -> n.b;
                n -> sparse(probability(0.01, seed = 5), weight = 0.0001, delay = 1 step) -> p.back;
                output y = n; output c = count(n);
                activity { p = 0.001; }
            }
            """).Graph, PassOptions.Default);
    }

    private static float[] SpikesOf(int sources, int seed)
    {
        var random = new Random(seed);
        return [.. Sources.SelectMany(count =>
        {
            var firing = Enumerable.Range(0, sources).OrderBy(_ => random.Next()).Take(count).ToHashSet();
            return Enumerable.Range(0, sources).Select(source => firing.Contains(source) ? 1f : 0);
        })];
    }
}

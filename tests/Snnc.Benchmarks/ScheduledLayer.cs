using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Snnc.Compiler;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Execution.Calibration;
using Snnc.Tensors;

namespace Snnc.Benchmarks;

/// <summary>A network of one layer, compiled once with each kernel that its connection may have.</summary>
internal sealed class ScheduledLayer
{
    private const string Connection = "fc";
    private const string Input = "x";

    // What is not to be chosen costs this much more, or less where more is better.
    private const double Much = 1e6;

    private static readonly string[] DenseKernels =
        [Kernel.EventTiles, Kernel.StationaryTiles, Kernel.DenseTiles, Kernel.SkipTiles, Kernel.EventRows];

    private static readonly string[] ConvKernels = [Kernel.EventTiles, Kernel.DenseTiles];

    private readonly Dictionary<string, INetworkRunner> _runners;
    private readonly Array[] _outputs;
    private readonly Graph _graph;
    private float[][] _inputs = [];

    private ScheduledLayer(string title, string text, string backend, IEnumerable<string> kernels)
    {
        Title = $"{title}, {backend}, microseconds";
        _graph = Compilation.Create(new SourceText("layer.snn", text), new Sources(), new FileTensorResolver()).Graphs[0];
        _runners = kernels.Select(kernel => (kernel, plan: Plan(Only(kernel), 0.1))).Where(k => KernelOf(k.plan) == k.kernel)
            .ToDictionary(k => k.kernel, k => Compile(k.plan, backend));
        _outputs = RunArguments.CreateOutputs(_runners.Values.First());
        SetRate(0.1);
        WarmUp();
    }

    /// <summary>Gets what it is.</summary>
    public string Title { get; }

    /// <summary>Gets the kernels that there are.</summary>
    public IEnumerable<string> Kernels => _runners.Keys;

    /// <summary>A dense layer of so many inputs and outputs.</summary>
    public static ScheduledLayer Dense(int size, string backend) =>
        new($"dense, {size} x {size}, 25 steps", Text(25, $"spikes[{size}]", $"dense({size}", size), backend, DenseKernels);

    /// <summary>A convolution with windows of 3 x 3.</summary>
    public static ScheduledLayer Conv(int channels, int extent, int outputs, string backend) => new(
        $"convolution, {channels} x {extent} x {extent} to {outputs} channels, 25 steps",
        Text(25, $"spikes[{channels}, {extent}, {extent}]", $"conv2d({outputs}, kernel = 3, padding = 1", 9 * channels, $"{outputs}, {extent}, {extent}"),
        backend,
        ConvKernels);

    /// <summary>Draws the spikes of an inference.</summary>
    public void SetRate(double rate)
    {
        var random = new Random(1);
        _inputs = [Array.ConvertAll(new float[_runners.Values.First().Inputs[0].Length * 25], _ => random.NextDouble() < rate ? 1f : 0)];
    }

    /// <summary>The nanoseconds of an inference with a kernel.</summary>
    public double Time(string kernel) => KernelTimer.Nanoseconds(() => _runners[kernel].Run(0, _inputs, _outputs));

    /// <summary>What is chosen for a rate that a profile recorded.</summary>
    public string Choice(double rate, CpuCosts costs) => KernelOf(Plan(costs, rate));

    private static string Text(int steps, string input, string connection, int fanIn, string? shape = null) => FormattableString.Invariant($$"""
        network Layer {
            time { steps = {{steps}}; }
            input x: {{input}};
            x -> fc: {{connection}}, weight = uniform({{-2.0 / Math.Sqrt(fanIn):0.####}}, {{2.2 / Math.Sqrt(fanIn):0.####}}, seed = 1), bias = none) -> h: leaky(beta = 0.9375);
            output counts: frame[{{shape ?? connection.Split('(')[1]}}] = count(h);
        }
        """);

    private static string KernelOf(ExecutionPlan plan) => plan.Stages.SelectMany(stage => stage.Nodes).First(node => node.Node.Name == Connection).Kernel;

    private static INetworkRunner Compile(ExecutionPlan plan, string backend) => backend == "native"
        ? NativeRunner.Compile(plan, new FileTensorResolver(), isObserved: false)
        : CSharpRunner.Compile(plan, new FileTensorResolver());

    // Costs by which one kernel is far faster than all others.
    private static CpuCosts Only(string kernel)
    {
        var shipped = CpuCosts.Default;
        var never = new LevelCosts(Much, Much, Much);
        var slow = shipped with
        {
            EventTile = never, EventRow = never, Stationary = Much, DenseRate = 1 / Much, SkipRate = 1 / Much, GatherWeight = Much, ConvTileRate = 1 / Much,
        };
        return kernel switch
        {
            Kernel.EventTiles => slow with { EventTile = shipped.EventTile, GatherWeight = shipped.GatherWeight },
            Kernel.StationaryTiles => slow with { Stationary = shipped.Stationary },
            Kernel.SkipTiles => slow with { SkipRate = shipped.SkipRate },
            Kernel.EventRows => slow with { EventRow = shipped.EventRow },
            _ => slow with { DenseRate = shipped.DenseRate, ConvTileRate = shipped.ConvTileRate },
        };
    }

    private ExecutionPlan Plan(CpuCosts costs, double rate)
    {
        var options = PassOptions.Default with
        {
            Costs = costs,
            Activity = new ActivityProfile(_graph.Name, 1, new Dictionary<string, double> { [Input] = rate }),
        };
        return Planner.Plan(PassPipeline.Run(_graph, options), options);
    }

    // Emitted C# starts in tier 0; calls and pauses bring it to its last tier, which compiles in the background.
    private void WarmUp()
    {
        for (var round = 0; round < 3; round++)
        {
            foreach (var runner in _runners.Values.SelectMany(runner => Enumerable.Repeat(runner, 40)))
            {
                runner.Run(0, _inputs, _outputs);
            }

            Thread.Sleep(120);
        }
    }
}

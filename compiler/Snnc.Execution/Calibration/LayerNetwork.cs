using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Snnc.Compiler;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using KernelNames = Snnc.Compiler.Plan.Kernel;

namespace Snnc.Execution.Calibration;

/// <summary>A network of one layer that is compiled with a certain kernel, as users' networks are: what is timed is what decides.</summary>
public sealed class LayerNetwork
{
    /// <summary>Steps of an inference.</summary>
    public const int Steps = 25;

    private const string Connection = "fc";
    private const string Input = "x";

    // Inferences that take turns, so that rare events do not meet weights of the inference before.
    private const int Samples = 4;

    // Callers time in rounds.
    private const int Repeats = 5;

    // What is not to be chosen costs this much more, or less where more is better.
    private const double Much = 1e9;

    // Layers with as many inputs are given the same ones: drawing them takes longer than the layer.
    private static readonly ConcurrentDictionary<(int Length, double Rate), float[][][]> Drawn = new();

    private readonly INetworkRunner _runner;
    private readonly Array[] _outputs;
    private readonly Graph _graph;
    private readonly string _backend;

    private LayerNetwork(Graph graph, string kernel, string backend)
        : this(graph, PlanFor(graph, 0.1, Only(kernel)), backend)
    {
        if (Kernel != kernel)
        {
            throw new ArgumentException($"the layer cannot have {kernel}", nameof(kernel));
        }
    }

    private LayerNetwork(Graph graph, ExecutionPlan plan, string backend)
    {
        (_graph, _backend, Kernel) = (graph, backend, KernelOf(plan));
        _runner = backend == "native" ? NativeRunner.Compile(plan, new NoFiles()) : CSharpRunner.Compile(plan, new NoFiles());
        _outputs = RunArguments.CreateOutputs(_runner);
    }

    /// <summary>Gets the kernels that a dense layer may have.</summary>
    public static IReadOnlyList<string> DenseKernels { get; } =
        [KernelNames.EventTiles, KernelNames.StationaryTiles, KernelNames.DenseTiles, KernelNames.SkipTiles, KernelNames.EventRows];

    /// <summary>Gets the kernels that a convolution may have.</summary>
    public static IReadOnlyList<string> ConvKernels { get; } = [KernelNames.EventTiles, KernelNames.DenseTiles];

    /// <summary>Gets its kernel; of two, as <see cref="Choice"/> gives them.</summary>
    public string Kernel { get; }

    /// <summary>A dense layer.</summary>
    /// <param name="backend"><c>csharp</c> or <c>native</c>.</param>
    /// <param name="isByte">Whether weights are rounded to 8 bits.</param>
    public static LayerNetwork Dense(int inputs, int outputs, string kernel, string backend, bool isByte = false)
    {
        var graph = GraphOf($"spikes[{inputs}]", $"dense({outputs}", inputs, $"{outputs}");
        return new LayerNetwork(isByte ? ByteWeights.Round(graph) : graph, kernel, backend);
    }

    /// <summary>A convolution whose windows stand as far over the edges as leaves the image as large as it is, where the stride is 1.</summary>
    /// <param name="channels">Channels that come in.</param>
    /// <param name="extent">Height and width of the image.</param>
    /// <param name="outputs">Channels that go out.</param>
    /// <param name="window">Height and width of a window, an odd number.</param>
    /// <param name="stride">Pixels from a window to the next.</param>
    /// <inheritdoc cref="Dense"/>
    public static LayerNetwork Conv(int channels, int extent, int outputs, string kernel, string backend, int window = 3, int stride = 1)
    {
        var windows = ((extent - 1) / stride) + 1;
        var connection = $"conv2d({outputs}, kernel = {window}, stride = {stride}, padding = {window / 2}";
        var graph = GraphOf($"spikes[{channels}, {extent}, {extent}]", connection, window * window * channels, $"{outputs}, {windows}, {windows}");
        return new LayerNetwork(graph, kernel, backend);
    }

    /// <summary>The nanoseconds of an inference where this share of the inputs is active in a step.</summary>
    public double Time(double rate)
    {
        var inputs = Drawn.GetOrAdd((_runner.Inputs[0].Length * Steps, rate), Draw);
        var next = 0;
        return KernelTimer.Nanoseconds(() => _runner.Run(0, inputs[next++ % Samples], _outputs), Repeats);
    }

    /// <summary>Runs until the runtime has compiled it for good.</summary>
    public static void WarmUp(IEnumerable<LayerNetwork> networks)
    {
        for (var round = 0; round < 3; round++)
        {
            foreach (var network in networks)
            {
                network.Time(0.1);
            }

            Thread.Sleep(120);
        }
    }

    /// <summary>The kernel that is chosen by costs for what a profile recorded; or two, and the share of the inputs from which on the second runs.</summary>
    public string Choice(double rate, CpuCosts costs) => KernelOf(PlanFor(_graph, rate, costs));

    /// <summary>The same layer with what is chosen by costs for what a profile recorded.</summary>
    public LayerNetwork Chosen(double rate, CpuCosts costs) => new(_graph, PlanFor(_graph, rate, costs), _backend);

    private static float[][][] Draw((int Length, double Rate) of)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Samples).Select(_ => new[] { Array.ConvertAll(new float[of.Length], _ => random.NextDouble() < of.Rate ? 1f : 0) })];
    }

    private static Graph GraphOf(string input, string connection, int fanIn, string shape)
    {
        var limit = FormattableString.Invariant($"{2 / Math.Sqrt(fanIn):0.####}");
        var text = $$"""
            network Layer {
                time { steps = {{Steps}}; }
                input x: {{input}};
                x -> fc: {{connection}}, weight = uniform(-{{limit}}, {{limit}}, seed = 1), bias = none) -> h: leaky(beta = 0.9375);
                output y: frame[{{shape}}] = last(h.v);
            }
            """;
        return Compilation.Create(new SourceText("layer.snn", text), new NoFiles(), new NoFiles()).Graphs[0];
    }

    private static string KernelOf(ExecutionPlan plan)
    {
        var node = plan.Stages.SelectMany(stage => stage.Nodes).First(node => node.Node.Name == Connection);
        return node.Switch is { } other ? FormattableString.Invariant($"{node.Kernel}, from {100 * other.FromDensity:0.#} % on {other.Kernel}") : node.Kernel;
    }

    // Costs by which one kernel is far faster than all others.
    private static CpuCosts Only(string kernel)
    {
        var shipped = CpuCosts.Default;
        var never = new LevelCosts(Much, Much, Much);
        var slow = shipped with
        {
            EventTile = never, ByteEventTile = never, EventRow = never, Stationary = Much, DenseRate = 1 / Much, SkipRate = 1 / Much,
            GatherWeight = Much, ConvTileRate = 1 / Much,
        };
        return kernel switch
        {
            KernelNames.EventTiles => slow with
            {
                EventTile = shipped.EventTile, ByteEventTile = shipped.ByteEventTile, GatherWeight = shipped.GatherWeight,
            },
            KernelNames.StationaryTiles => slow with { Stationary = shipped.Stationary },
            KernelNames.SkipTiles => slow with { SkipRate = shipped.SkipRate },
            KernelNames.EventRows => slow with { EventRow = shipped.EventRow },
            _ => slow with { DenseRate = shipped.DenseRate, ConvTileRate = shipped.ConvTileRate },
        };
    }

    private static ExecutionPlan PlanFor(Graph graph, double rate, CpuCosts costs)
    {
        var profile = new ActivityProfile(graph.Name, 1, new Dictionary<string, double> { [Input] = rate });
        var options = PassOptions.Default with { Costs = costs, Activity = profile };
        return Planner.Plan(PassPipeline.Run(graph, options), options);
    }

    // All weights are drawn.
    private sealed class NoFiles : ISourceResolver, ITensorResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;

        public ITensorSource Open(string sourcePath, string reference) => throw new FileNotFoundException(reference);
    }
}

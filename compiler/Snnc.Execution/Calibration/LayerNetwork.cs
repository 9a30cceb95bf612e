using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
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
    /// <summary>The back ends, as users call them.</summary>
    internal const string CSharp = "csharp", Native = "native";

    /// <summary>Steps of an inference.</summary>
    public const int Steps = 25;

    /// <summary>Inferences that take turns, so that rare events do not meet weights of the inference before.</summary>
    internal const int Samples = 4;

    private const string Connection = "fc";
    private const string Input = "x";

    // Callers time in rounds.
    private const int Repeats = 5;

    // What is not to be chosen costs this much more, or less where more is better.
    private const double Much = 1e9;

    // Layers with as many inputs are given the same ones: drawing them takes longer than the layer.
    private static readonly ConcurrentDictionary<(int Length, double Rate), float[][][]> Drawn = new();

    private readonly INetworkRunner _runner;
    private readonly Array[] _outputs;
    private readonly Graph _graph;
    private readonly ExecutionPlan _plan;

    private LayerNetwork(Draft draft, INetworkRunner runner)
        : this(draft.Plan, draft.Graph, runner)
    {
        if (Kernel != draft.Layer.Kernel)
        {
            throw new ArgumentException($"the layer cannot have {draft.Layer.Kernel}", nameof(draft));
        }
    }

    private LayerNetwork(ExecutionPlan plan, Graph graph, INetworkRunner runner)
    {
        (Kernel, _graph, _plan, _runner) = (KernelOf(plan), graph, plan, runner);
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
    public static LayerNetwork Dense(int inputs, int outputs, string kernel, string backend) => Of(new NetworkLayer(backend, kernel, inputs, outputs));

    /// <summary>A convolution whose windows stand as far over the edges as leaves the image as large as it is, where the stride is 1.</summary>
    /// <param name="channels">Channels that come in.</param>
    /// <param name="extent">Height and width of the image.</param>
    /// <param name="outputs">Channels that go out.</param>
    /// <param name="window">Height and width of a window, an odd number.</param>
    /// <param name="stride">Pixels from a window to the next.</param>
    /// <inheritdoc cref="Dense"/>
    public static LayerNetwork Conv(int channels, int extent, int outputs, string kernel, string backend, int window = 3, int stride = 1) =>
        Of(new NetworkLayer(backend, kernel, channels, outputs, extent) { Window = window, Stride = stride });

    /// <summary>The nanoseconds of an inference where this share of the inputs is active in a step.</summary>
    public double Time(double rate) => KernelTimer.Nanoseconds(Runner(rate), Repeats);

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

    /// <summary>Compiles layers on all processors: those in C# together, as the C# compiler takes longer to start than for any of them.</summary>
    /// <exception cref="ArgumentException">A layer cannot have its kernel.</exception>
    internal static IReadOnlyDictionary<NetworkLayer, LayerNetwork> Compile(IReadOnlyList<NetworkLayer> layers)
    {
        var networks = new ConcurrentDictionary<NetworkLayer, LayerNetwork>();
        var named = layers.Select((layer, i) => (Layer: layer, Name: FormattableString.Invariant($"Layer{i}"))).ToLookup(of => of.Layer.Backend);
        void CompileCSharp()
        {
            var drafts = named[CSharp].Select(of => Draft.Of(of.Layer, of.Name)).ToList();
            var runners = CSharpRunner.CompileAll([.. drafts.Select(draft => draft.Plan)], new NoFiles());
            drafts.Zip(runners).ToList().ForEach(pair => networks[pair.First.Layer] = new LayerNetwork(pair.First, pair.Second));
        }

        void CompileNatively((NetworkLayer Layer, string Name) of)
        {
            var draft = Draft.Of(of.Layer, of.Name);
            networks[of.Layer] = new LayerNetwork(draft, CompileNative(draft.Plan));
        }

        // The longest first, and no more at a time than there are processors.
        var natively = named[Native].OrderByDescending(of => of.Layer.Inputs * of.Layer.Outputs).Select(of => (Action)(() => CompileNatively(of)));
        Parallel.ForEach(
            Partitioner.Create(natively.Prepend(CompileCSharp), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            work => work());
        return networks;
    }

    /// <summary>An inference where this share of the inputs is active in a step.</summary>
    internal Action Runner(double rate)
    {
        var inputs = Drawn.GetOrAdd((_runner.Inputs[0].Length * Steps, rate), Draw);
        var next = 0;
        return () => _runner.Run(0, inputs[next++ % Samples], _outputs);
    }

    /// <summary>The kernel that is chosen by costs for what a profile recorded; or two, and the share of the inputs from which on the second runs.</summary>
    public string Choice(double rate, CpuCosts costs) => KernelOf(PlanFor(_graph, rate, costs));

    /// <summary>The same layer with what is chosen by costs for what a profile recorded.</summary>
    public LayerNetwork Chosen(double rate, CpuCosts costs) => Compiled(PlanFor(_graph, rate, costs));

    /// <summary>The same layer with the same kernel, compiled once more: where code and weights lie in memory, caches may keep them better or worse.</summary>
    public LayerNetwork Anew() => Compiled(_plan);

    private static LayerNetwork Of(NetworkLayer layer) => Compile([layer])[layer];

    private static NativeRunner CompileNative(ExecutionPlan plan) => NativeRunner.Compile(plan, new NoFiles());

    private static float[][][] Draw((int Length, double Rate) of)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Samples).Select(_ => new[] { Array.ConvertAll(new float[of.Length], _ => random.NextDouble() < of.Rate ? 1f : 0) })];
    }

    private static Graph GraphOf(NetworkLayer layer, string name)
    {
        var pixels = layer.Extent is { } extent ? FormattableString.Invariant($", {extent}, {extent}") : "";
        var windows = layer.Extent is { } rows ? FormattableString.Invariant($", {((rows - 1) / layer.Stride) + 1}, {((rows - 1) / layer.Stride) + 1}") : "";
        var connection = layer.Extent is null ? $"dense({layer.Outputs}"
            : $"conv2d({layer.Outputs}, kernel = {layer.Window}, stride = {layer.Stride}, padding = {layer.Window / 2}";
        var fanIn = layer.Extent is null ? layer.Inputs : layer.Window * layer.Window * layer.Inputs;
        var limit = FormattableString.Invariant($"{2 / Math.Sqrt(fanIn):0.####}");
        var text = $$"""
            network {{name}} {
                time { steps = {{Steps}}; }
                input x: spikes[{{layer.Inputs}}{{pixels}}];
                x -> fc: {{connection}}, weight = uniform(-{{limit}}, {{limit}}, seed = 1), bias = none) -> h: leaky(beta = 0.9375);
                output y: frame[{{layer.Outputs}}{{windows}}] = last(h.v);
            }
            """;
        var graph = Compilation.Create(new SourceText("layer.snn", text), new NoFiles(), new NoFiles()).Graphs[0];
        return layer.IsByte ? ByteWeights.Round(graph) : graph;
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

    private LayerNetwork Compiled(ExecutionPlan plan) =>
        new(plan, _graph, _runner.Backend == Native ? CompileNative(plan) : CSharpRunner.Compile(plan, new NoFiles()));

    private static ExecutionPlan PlanFor(Graph graph, double rate, CpuCosts costs)
    {
        var profile = new ActivityProfile(graph.Name, new Dictionary<string, double> { [Input] = rate });
        var options = PassOptions.Default with { Costs = costs, Activity = profile };
        return Planner.Plan(PassPipeline.Run(graph, options), options);
    }

    // What is compiled.
    private sealed record Draft(NetworkLayer Layer, Graph Graph, ExecutionPlan Plan)
    {
        public static Draft Of(NetworkLayer layer, string name)
        {
            var graph = GraphOf(layer, name);
            return new Draft(layer, graph, PlanFor(graph, 0.1, Only(layer.Kernel)));
        }
    }

    // All weights are drawn.
    private sealed class NoFiles : ISourceResolver, ITensorResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;

        public ITensorSource Open(string sourcePath, string reference) => throw new FileNotFoundException(reference);
    }
}

using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Emits a plan as a C# class over <c>Snnc.Runtime</c>: straight-line calls of kernels, a loop for each population of neurons.
/// It decides nothing: order and kernels are the plan's. The same plan gives the same text.
/// </summary>
public sealed class CSharpEmitter
{
    // Names that the text of the class uses for other types, and its own members, which a class may not be called.
    private static readonly HashSet<string> TakenTypeNames = new((
        "Activation Arrange Array AxisShape BatchNormWeights Conv ConvShape ConvWeights Decode DelayLine DelayLines Delayed DelayedConvWeights " +
        "DelayedWeights Dense DenseWeights Elementwise Embedding Encode FutureSums IndexMap INetwork InvalidOperationException IReadOnlyList " +
        "IStepObserver IWeightSource LoadTime MatMul MatMulShape MathF Neuron NodeInfo Normalize Pool PoolShape ReadOnlySpan Reduce Span Sparse " +
        "SparseWeights MethodImpl MethodImplOptions StateReader StateWriter SynapseList ValueInfo ValueKind ArgumentException Snnc System " +
        "ConvDenseTiles ConvEventTiles ConvTileWeights DenseTiles EventRows EventTiles ILanes Lanes Lanes16 Lanes8 LaneState PoolRows SkipTiles SpikeLists " +
        "StationaryTiles StepObservation StepRows TiledByteWeights TiledWeights TLanes " +
        "Activity ActivityMeter LayerActivity " +
        "BatchTeam CancellationToken Clone Inputs IsStream Load LoadState Name Nodes Observer Outputs Reset Run RunBatch " +
        "SaveState SnncRunException Spans Step Steps Memory ReadOnlyMemory StepSeconds Stream StreamTime WeightFile " +
        "AlignedArray ArenaArray ArenaMemory " +
        "ArgumentOutOfRangeException Confidence Math RunUntil Create Dispose DllImport Free GC IDisposable NativeWeights NotSupportedException " +
        "ObjectDisposedException OutOfMemoryException Save Throw " +
        "ISharedWork MemberRows NativeObservation NativeSharing ReadActivity SetObserver SetParallel Share Threads ThreadTeams " +
        "ByteLanes ByteState PoolBits RestingNeurons StepBits TiledNarrowWeights").Split(' '));

    private readonly EmitContext _context;
    private readonly CSharpOptions _options;
    private readonly CallSignature _call;
    private readonly string _class;

    private CSharpEmitter(ExecutionPlan plan, CSharpOptions options)
    {
        _class = ClassNameOf(plan.Graph.Name, options);
        _options = options;
        _context = new EmitContext(plan, new Names(
            [_class, "_step", ActivityEmitter.Field, EmitContext.End, LoadingEmitter.Team, SharingEmitter.Threads, SharingEmitter.Shared]));
        _call = new CallSignature(plan.Graph, _context.Members);
    }

    private Graph Graph => _context.Plan.Graph;

    /// <summary>The text of one file; lines end in <c>\n</c>.</summary>
    public static string Emit(ExecutionPlan plan, CSharpOptions options) => new CSharpEmitter(plan, options).Emit();

    /// <summary>The name of the class that is emitted for a network.</summary>
    public static string ClassNameOf(string network, CSharpOptions options)
    {
        var name = Names.TypeName(options.ClassName ?? network);

        // C# keeps names in lower case for itself.
        name = name.Any(char.IsUpper) ? name : char.ToUpperInvariant(name.TrimStart('@')[0]) + name.TrimStart('@').Substring(1);
        var isTaken = TakenTypeNames.Contains(name) || name.StartsWith("Stage") || name.StartsWith("Step_");
        return isTaken ? name + "Network" : name;
    }

    /// <summary>The namespace that a whole file is of.</summary>
    internal static void EmitNamespace(CodeWriter writer, CSharpOptions options)
    {
        if (options.Namespace.Length > 0)
        {
            writer.Line($"namespace {string.Join(".", options.Namespace.Split('.').Select(Names.TypeName))};");
            writer.Line();
        }
    }

    private string Emit()
    {
        // Methods first: they ask for the fields and constants that stand before them in the text.
        var body = new CodeWriter(_options.LineDirectives, depth: 1);
        var signature = new SignatureEmitter(_context, _call);
        var stages = new CodeWriter(_options.LineDirectives, depth: 1);
        new StageEmitter(_context, _options.LineDirectives).Emit(stages);
        signature.Emit(body);
        new StateEmitter(_context).Emit(body);
        signature.EmitInterface(body);
        var sharing = new SharingEmitter(_context.Parts);
        sharing.EmitMethods(body);
        body.Line();
        body.Append(stages);

        var writer = new CodeWriter(_options.LineDirectives);
        EmitHead(writer);
        writer.Summary(Graph.Documentation ?? $"The network {Graph.Name}.");
        writer.Line("/// <remarks>An instance is for one thread at a time; its clones, which share its weights, can run at the same time.</remarks>");
        writer.Open($"{(_options.IsPublic ? "public" : "internal")} sealed class {_class} : INetwork{sharing.Interface}");
        EmitFields(writer, sharing);
        var loading = new LoadingEmitter(_context, _class, _options.Weights);
        loading.EmitConstructors(writer);
        writer.Line();
        loading.EmitMethods(writer);
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public IStepObserver? Observer { get; set; }");
        sharing.EmitProperty(writer);
        new ActivityEmitter(_context).EmitProperty(writer);
        new DescriptionEmitter(Graph, _context.Plan.Samples).Emit(writer);
        writer.Append(body);
        writer.Close();
        return writer.ToString();
    }

    private void EmitHead(CodeWriter writer)
    {
        writer.Line("// <auto-generated/>");
        writer.Line($"// The network {Graph.Name}, compiled by snnc.");
        writer.Line("#nullable enable");
        writer.Line("#pragma warning disable CS0162, CS1718 // Branches that a parameter decides; v != v, which is how a program asks whether v is a number.");
        writer.Line("using System;");
        writer.Line("using System.Collections.Generic;");
        writer.Line("using System.IO;");
        writer.Line("using System.Runtime.CompilerServices;");
        writer.Line("using System.Threading;");
        writer.Line("using Snnc.Runtime;");
        writer.Line("using Snnc.Runtime.Kernels;");
        writer.Line();
        EmitNamespace(writer, _options);
    }

    private void EmitFields(CodeWriter writer, SharingEmitter sharing)
    {
        _call.EmitConstants(writer);
        var last = _context.Time.IsStream ? "private int _step;"
            : $"private readonly BatchTeam<{_class}> {LoadingEmitter.Team} = new();";
        EmitGroup(writer, _context.Parts.Shared);
        EmitGroup(writer, _context.Parts.Weights);
        string[] end = _context.Answer is null ? [] : [$"private int {EmitContext.End} = Steps;"];
        EmitGroup(writer, [.. _context.Parts.Memory, .. new ActivityEmitter(_context).Fields(), .. end, .. sharing.Fields, last]);
    }

    private static void EmitGroup(CodeWriter writer, IReadOnlyCollection<string> lines)
    {
        if (lines.Count > 0)
        {
            writer.Lines(lines);
            writer.Line();
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Snnc.Compiler;
using Snnc.Compiler.Collections;
using Snnc.Compiler.CSharp;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Text;

namespace Snnc.Generator;

/// <summary>Compiles a file: its networks as classes, or what stands in for them, and what is wrong.</summary>
internal static class ProgramCompiler
{
    /// <summary>Compiles a file; it throws nothing but that it was cancelled.</summary>
    public static CompiledProgram Compile(ProgramInput input, CancellationToken cancellation)
    {
        try
        {
            return CompileChecked(input, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var defect = Catalog.InternalError(input.File.Path, $"{e.GetType().Name}: {e.Message.Split('\n')[0].TrimEnd('\r', '.', ' ')}");
            return new CompiledProgram([], [Finding.Of(defect)]);
        }
    }

    private static CompiledProgram CompileChecked(ProgramInput input, CancellationToken cancellation)
    {
        var tensors = new ManifestResolver(input);
        var text = new SourceText(input.File.Path, input.File.Content);
        var compilation = Compilation.Create(text, new UsedFiles(input), tensors);
        cancellation.ThrowIfCancellationRequested();
        var graphs = compilation.Graphs.ToDictionary(graph => graph.Name);
        var passes = PassOptions.Default with { Tensors = tensors };
        var networks = new List<CompiledNetwork>();
        foreach (var network in compilation.Tree.Root.Declarations.OfType<NetworkSyntax>().Where(network => !network.Name.IsMissing))
        {
            cancellation.ThrowIfCancellationRequested();
            var options = new CSharpOptions(input.File.Namespace);
            var code = graphs.TryGetValue(network.Name.Text, out var graph)
                ? CSharpEmitter.Emit(PlanOf(graph, input, passes), options with { Weights = OriginOf(graph, input) })
                : StubEmitter.Emit(Outlines.Of(network, compilation), options);
            var name = new Location(text, network.Name.Span);
            networks.Add(new CompiledNetwork(
                new NamePlace(input.File.RelativePath, input.File.Path, name.Span, name.Start, name.End),
                network.Name.Text,
                $"{options.Namespace}.{CSharpEmitter.ClassNameOf(network.Name.Text, options)}",
                code));
        }

        return new CompiledProgram(networks.ToEquatableArray(), compilation.Diagnostics.Select(Finding.Of).ToEquatableArray());
    }

    // As 'snnc build' plans with --precision and --activity.
    private static ExecutionPlan PlanOf(Graph graph, ProgramInput input, PassOptions passes)
    {
        var recorded = input.Recorded.FirstOrDefault(network => network.Network == graph.Name);
        var activity = recorded?.Densities.GroupBy(node => node.Name).ToDictionary(group => group.Key, group => group.Last().Density);
        var options = passes with { Activity = activity is null ? null : new ActivityProfile(graph.Name, activity) };
        return Planner.Plan(PassPipeline.Run(input.File.IsRounded ? ByteWeights.Round(graph) : graph, options), options);
    }

    // Where the build has not packed the weights it says why, and callers of Load are no error besides.
    private static WeightOrigin? OriginOf(Graph graph, ProgramInput input) =>
        input.Packed.FirstOrDefault(weights => weights.Network == graph.Name) is { } packed
            ? new WeightOrigin(packed.Name, packed.Sha256, packed.IsEmbedded)
            : GraphWeights.AreOfFiles(graph) ? new WeightOrigin(graph.Name, "") : null;

    private sealed class UsedFiles(ProgramInput input) : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference)
        {
            var key = SourcePath.Combine(fromPath, reference);
            var file = input.File.Key == key ? input.File : input.Used.FirstOrDefault(used => used.Key == key);
            return file is null ? null : new SourceText(file.Path, file.Content);
        }
    }
}

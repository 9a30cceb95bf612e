using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Llvm;
using Snnc.Runtime;

namespace Snnc.Cli.Running;

/// <summary>What runs a network.</summary>
internal static class Backend
{
    /// <summary>The planned graph as C#, compiled in memory.</summary>
    public const string CSharp = "csharp";

    /// <summary>The planned graph as native code, compiled in memory through LLVM.</summary>
    public const string Native = "native";

    /// <summary>The reference interpreter.</summary>
    public const string Interpreted = "interpreter";

    /// <summary>Gets the names that <c>--backend</c> takes.</summary>
    public static string[] Names { get; } = [CSharp, Native, Interpreted];

    /// <summary>The plan that every back end gets.</summary>
    public static ExecutionPlan Plan(Graph graph, PassOptions passes) => Planner.Plan(PassPipeline.Run(graph, passes), passes);

    /// <summary>Makes a network ready: compiles it, and loads its weights. The interpreter takes the graph before the passes.</summary>
    /// <exception cref="DiagnosticException">The weights cannot be used, or the network does not fit into memory.</exception>
    /// <exception cref="LlvmMissingException">Native code is asked for, and there is no libLLVM.</exception>
    /// <param name="mayEndEarly">Whether inferences may end before their last step, which native code must be made for.</param>
    public static INetworkRunner Create(
        string name, Graph graph, PassOptions passes, ITensorResolver tensors, Location place, bool mayEndEarly = false) => Guard<INetworkRunner>(
        graph, place,
        () => name switch
        {
            Interpreted => new InterpreterRunner(graph, tensors),
            Native => Create(Plan(graph, passes), (plan, isWatched) => NativeRunner.Compile(plan, tensors, isWatched, mayEndEarly)),
            _ => Create(Plan(graph, passes), (plan, _) => Compile(plan, tensors)),
        });

    // A stream's states live on between calls, and its plan shows every node.
    private static INetworkRunner Create(ExecutionPlan plan, Func<ExecutionPlan, bool, INetworkRunner> compile)
    {
        var plain = PlainPlanner.Plan(plan.Graph);
        return plan.Graph.Time.IsStream ? compile(plan, true) : new WatchedRunner(compile(plan, false), () => compile(plain, true));
    }

    /// <summary>The interpreter on the graph that the other back ends get, so that they can be compared node by node.</summary>
    /// <exception cref="DiagnosticException">The weights cannot be used, or the network does not fit into memory.</exception>
    public static INetworkRunner CreateReference(Graph graph, PassOptions passes, ITensorResolver tensors, Location place) =>
        Guard<INetworkRunner>(graph, place, () => new InterpreterRunner(Plan(graph, passes).Graph, tensors));

    /// <summary>The tensors that a network reads when it is loaded, each once, in the order of its constants.</summary>
    /// <exception cref="DiagnosticException">The weights cannot be used.</exception>
    public static IReadOnlyList<(string Container, string Key, WeightTensor Tensor)> ReadWeights(Graph graph, ITensorResolver tensors)
    {
        var source = new TensorWeightSource(graph, tensors);
        try
        {
            return [.. GraphWeights.NamesOf(graph).Select(name => (name.Container, name.Key, source.Read(name.Container, name.Key)))];
        }
        catch (TensorFormatException e)
        {
            throw Unusable(e);
        }
    }

    /// <summary>Makes something of a network and its weights.</summary>
    /// <exception cref="DiagnosticException">The weights cannot be used, or the network does not fit into memory.</exception>
    public static T Guard<T>(Graph graph, Location place, Func<T> create)
    {
        MemoryGuard.Check(graph, place);
        try
        {
            return MemoryGuard.Run(graph.Name, place, create);
        }
        catch (TensorFormatException e)
        {
            throw Unusable(e);
        }
    }

    // Reading the weights is quick and compiling is not: what is wrong with them is told at once.
    private static CSharpRunner Compile(ExecutionPlan plan, ITensorResolver tensors)
    {
        ReadWeights(plan.Graph, tensors);
        return CSharpRunner.Compile(plan, tensors);
    }

    private static DiagnosticException Unusable(TensorFormatException e) => new(Catalog.UnusableWeights(e.Path, e.Message, e.Hint));
}

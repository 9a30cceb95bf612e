using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Products;

/// <summary>The functions of a network's native code, and the arrays that they take.</summary>
internal sealed class NativeApi
{
    public NativeApi(ExecutionPlan plan, bool isHosted, ProductOptions options)
    {
        var graph = plan.Graph;
        (Graph, Name, IsShared, IsHosted) = (graph, NameOf(graph.Name), plan.IsShared, isHosted);
        (EmbedsWeights, IsObserved) = (options.EmbedsWeights, options.IsObserved);
        Answer = EarlyEnd.AnswerOf(plan);
        Counted = IsObserved ? [] : CountedLayers.Of(plan);
        var values = new GraphValues(graph);
        Inputs = [.. graph.Nodes.Where(node => node.Op is InputOp).Select(node =>
            new NativeArray(node.Name, node.Type, node.Documentation, StepsOf(node.Type)))];
        Outputs = [.. graph.Outputs.Select(output =>
        {
            var type = values.TypeOf(output.Value);
            return new NativeArray(output.Name, type, output.Documentation, StepsOf(type)) { Every = values.WindowOf(output.Value) };
        })];
    }

    /// <summary>Gets the network.</summary>
    public Graph Graph { get; }

    /// <summary>Gets what all names begin with: the network's, as C allows it.</summary>
    public string Name { get; }

    /// <summary>Gets the name of the type of instances: the network's, but where that has a meaning in C.</summary>
    public string TypeName => CNames.IsTaken(Name) ? Name + "_" : Name;

    /// <summary>Gets a value indicating whether there are <c>create</c> and <c>free</c>.</summary>
    public bool IsHosted { get; }

    /// <summary>Gets a value indicating whether threads may share work: there is <c>set_parallel</c>.</summary>
    public bool IsShared { get; }

    /// <summary>Gets a value indicating whether the weights are a constant of the code.</summary>
    public bool EmbedsWeights { get; }

    /// <summary>Gets a value indicating whether a caller may look at nodes: there is <c>set_observer</c>.</summary>
    public bool IsObserved { get; }

    /// <summary>Gets the output by which an inference may end early, or null where it takes all steps: there is <c>run_until</c>.</summary>
    public Output? Answer { get; }

    /// <summary>Gets the connections of which it is counted how active their inputs are: there is <c>activity</c>.</summary>
    public IReadOnlyList<NodePlan> Counted { get; }

    public IReadOnlyList<NativeArray> Inputs { get; }

    public IReadOnlyList<NativeArray> Outputs { get; }

    /// <summary>Gets the names of the functions, and of the weights where the code holds them.</summary>
    public IEnumerable<string> Symbols
    {
        get
        {
            string[] memory = IsHosted ? ["create", "free", "size", "init"] : ["size", "init"];
            string[] calls = Graph.Time.IsStream ? ["step"] : ["run", "run_batch"];
            string[] states = ["reset", "state_size", "save", "load"];
            var others = new[]
            {
                (Answer is not null, "run_until"), (IsShared, "set_parallel"), (IsObserved, "set_observer"), (Counted.Count > 0, "activity"),
                (EmbedsWeights, "weights"),
            };
            return new[] { memory, calls, states, others.Where(other => other.Item1).Select(other => other.Item2) }
                .SelectMany(names => names).Select(name => $"{Name}_{name}");
        }
    }

    /// <summary>A name as C allows it.</summary>
    public static string NameOf(string name)
    {
        var plain = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
        return char.IsAsciiDigit(plain[0]) ? "_" + plain : plain;
    }

    private int StepsOf(ValueType type) => type.Kind == ValueKind.Frame ? 1 : Graph.Time.Steps ?? 1;
}

/// <summary>An input or output.</summary>
/// <param name="Steps">How many steps' values one call takes or gives.</param>
internal sealed record NativeArray(string Name, ValueType Type, string? Documentation, int Steps)
{
    /// <summary>Gets after how many steps of a stream there is a value; null for every step.</summary>
    public int? Every { get; init; }

    public bool IsInt => Type.Element == ElementType.Int;

    public long Length => Type.Shape.Size * Steps;
}

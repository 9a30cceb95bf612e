using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Ir;

/// <summary>
/// A network as the passes and back ends see it: blocks are inlined, shapes and times are numbers, neuron models are lists of updates.
/// Words used here and nowhere differently: graph, node, value, constant, port, state, step.
/// <para>Invariants (checked by the verifier): names are unique; nodes stand in execution order, so that every input is defined
/// before its use unless the user is <see cref="Node.ReadsOnlyPast"/>; types of nodes agree with their operators; constants exist and fit.</para>
/// </summary>
public sealed record Graph
{
    /// <summary>Gets the network's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the documentation comment, or null.</summary>
    public string? Documentation { get; init; }

    /// <summary>Gets the time base.</summary>
    public required TimeBase Time { get; init; }

    /// <summary>Gets the containers that constants are read from, by the names that <see cref="LoadTensor"/> uses.</summary>
    public EquatableArray<Container> Containers { get; init; } = [];

    /// <summary>Gets what is computed once, when the network is loaded.</summary>
    public EquatableArray<Constant> Constants { get; init; } = [];

    /// <summary>Gets the nodes in execution order; inputs first, in the order declared.</summary>
    public EquatableArray<Node> Nodes { get; init; } = [];

    /// <summary>Gets the outputs, in the order declared.</summary>
    public EquatableArray<Output> Outputs { get; init; } = [];

    /// <summary>Gets where a text says it, or null.</summary>
    public Location? Location { get; init; }
}

/// <summary>How a network runs in time.</summary>
/// <param name="StepSeconds">The length of a step, or null where no unit of time but <c>step</c> occurs.</param>
/// <param name="Steps">Steps per inference; null for a stream, and for a network without time.</param>
/// <param name="IsTimed">False for a network of frames only.</param>
public sealed record TimeBase(double? StepSeconds, int? Steps, bool IsTimed)
{
    /// <summary>Gets a value indicating whether states live on between calls and only <c>Step</c> exists.</summary>
    public bool IsStream => IsTimed && Steps is null;
}

/// <summary>A file of weights; Path is as written in the program, SourcePath the .snn that it is relative to. Path null: tensors come at load
/// time.</summary>
public sealed record Container(string Name, string? Path, string? SourcePath)
{
    /// <summary>Gets where a text says it, or null.</summary>
    public Location? Location { get; init; }
}

/// <summary>What a network gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it is. A signal or spikes value is given as <c>[steps, ...]</c>.</param>
public sealed record Output(string Name, ValueRef Value, string? Documentation = null)
{
    /// <summary>Gets where a text says it, or null.</summary>
    public Location? Location { get; init; }
}

/// <summary>One operation.</summary>
/// <param name="Name">The label in the program, with the instance's name and dots before it inside blocks; made up from the operator where it has
/// none.</param>
/// <param name="Op">The operator with its attributes.</param>
/// <param name="Inputs">Its operands. For a neuron: all edges of the first port, then of the second ... (see <see cref="Port.Edges"/>).</param>
/// <param name="Type">What it gives.</param>
public sealed record Node(string Name, Op Op, EquatableArray<ValueRef> Inputs, ValueType Type)
{
    /// <summary>Gets the documentation comment, or null.</summary>
    public string? Documentation { get; init; }

    /// <summary>Gets the expected spikes per element and step from the program's <c>activity</c> block, or null.</summary>
    public double? Activity { get; init; }

    /// <summary>Gets where the program says it; not part of equality in spirit, but carried along for <c>#line</c> and messages.</summary>
    public Location? Location { get; init; }

    /// <summary>Gets a value indicating whether it needs its inputs of earlier steps only, so that it may stand before them.</summary>
    public bool ReadsOnlyPast => Op switch
    {
        DelayOp delay => delay.LeastSteps >= 1,
        ConnectionOp connection => connection.Delays is { LeastSteps: >= 1 },
        _ => false,
    };
}

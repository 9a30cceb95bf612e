using System.Collections.Generic;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>What a value is in time.</summary>
public enum TimeKind
{
    /// <summary>A real array without time.</summary>
    Frame,

    /// <summary>A real array that varies in time.</summary>
    Signal,

    /// <summary>Events in time.</summary>
    Spikes,
}

/// <summary>The type of a value in a network: kind, shape and dimension.</summary>
/// <param name="IsInt">Whole numbers in 64 bits: an int state, or a class index.</param>
public sealed record NetType(TimeKind Kind, Shape Shape, Dimension Dimension, bool IsInt = false)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}{Shape}";
}

/// <summary>A network with its blocks inlined, typed, shaped and timed; nodes stand in execution order.</summary>
public sealed record BoundNetwork(
    string Name,
    string? Documentation,
    TimeScale Scale,
    int? Steps,
    bool IsTimed,
    EquatableArray<BoundContainer> Containers,
    EquatableArray<BoundNode> Nodes,
    EquatableArray<BoundOutput> Outputs)
{
    /// <summary>Gets a value indicating whether nothing about it was reported; a broken network may lack nodes and outputs.</summary>
    public bool IsComplete { get; init; }
}

/// <summary>A <c>weights</c> declaration, or a file named in an expression; Path is null where the tensors come at load time.</summary>
public sealed record BoundContainer(string Name, string? Path, string SourcePath);

/// <summary>What a node computes: an input, an operator, or a population.</summary>
public abstract record BoundOperation;

/// <summary>An input of the network.</summary>
public sealed record BoundInput : BoundOperation;

/// <summary>An operator with its arguments.</summary>
/// <param name="Arguments">By parameter name, with defaults filled in; tensors also under their role (weight, bias, running_mean ...).</param>
/// <param name="Pattern">Of <c>sparse</c>.</param>
public sealed record BoundOperator(
    OperatorSymbol Symbol, IReadOnlyDictionary<string, BoundExpr> Arguments, EquatableArray<BoundExpr> Variadic, BoundPattern? Pattern)
    : BoundOperation;

/// <summary>A population of neurons.</summary>
public sealed record BoundPopulation(BoundModelUse Use) : BoundOperation;

/// <summary>The synapses of a <c>sparse</c>: a rule with its numbers, or a tensor.</summary>
/// <param name="Rule">one_to_one, probability, fixed_fan_in, or tensor.</param>
public sealed record BoundPattern(string Rule, double Number, long Seed, BoundSparseTensor? Tensor);

/// <summary>A stored sparse matrix [to, from]: CSR (indptr, indices, data), COO (row, col, data), or a dense matrix whose zeros are no synapses
/// (Data alone).</summary>
public sealed record BoundSparseTensor(BoundExpr? RowStarts, BoundExpr? Rows, BoundExpr? Columns, BoundExpr Data);

/// <summary>A node.</summary>
public sealed record BoundNode(
    string Name, BoundOperation Operation, EquatableArray<BoundEdge> Inputs, NetType Type, string? Documentation, Location At)
{
    /// <summary>Gets, of a connection or <c>delay</c>, the whole steps common to all synapses or elements; 0 with a tensor.</summary>
    public int Delay { get; init; }

    /// <summary>Gets, of a connection or <c>delay</c>, the time per synapse or element, or null.</summary>
    public BoundExpr? DelayTensor { get; init; }

    /// <summary>Gets the least delay of any synapse or element, 0 where it is unknown.</summary>
    public int LeastDelay { get; init; }

    /// <summary>Gets the greatest delay of any synapse or element, <see cref="int.MaxValue"/> where it is unknown.</summary>
    public int GreatestDelay { get; init; }

    /// <summary>Gets, of a connection, the bits that the <c>quantize</c> block gives its weights.</summary>
    public int? Bits { get; init; }

    /// <summary>Gets a value indicating whether it is a block's input, which nothing refers to any more.</summary>
    public bool IsBlockInput { get; init; }

    /// <summary>Gets the spikes per element and step that the <c>activity</c> block expects.</summary>
    public double? Activity { get; init; }
}

/// <summary>An edge into a node: from a node's result or state, to a port (null: the only or first).</summary>
public sealed record BoundEdge(string From, string? State, string? Port);

/// <summary>An output.</summary>
public sealed record BoundOutput(string Name, string From, string? State, NetType Type, string? Documentation);

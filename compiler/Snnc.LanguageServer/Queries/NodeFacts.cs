using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Symbols;

namespace Snnc.LanguageServer.Queries;

/// <summary>What can be told of a node by itself.</summary>
internal static class NodeFacts
{
    /// <summary>What it is called for its computation: its operator, its model, <c>input</c>.</summary>
    public static string OperationOf(BoundNode node) => node.Operation switch
    {
        BoundOperator operation => operation.Symbol.Name,
        BoundPopulation population => population.Use.Model.Name,
        _ => "input",
    };

    /// <summary>How many numbers its tensors have; 0 for what has none. A tensor that comes at load time counts by the shape that it must have.</summary>
    public static long ParametersOf(BoundNode node) => TensorsOf(node).Sum(tensor => tensor.Value.Shape.Size);

    /// <summary>Its tensors by role: weight, bias, a model's parameter.</summary>
    public static IEnumerable<KeyValuePair<string, BoundTensor>> TensorsOf(BoundNode node)
    {
        var arguments = node.Operation switch
        {
            BoundOperator operation => operation.Arguments,
            BoundPopulation population => population.Use.Values,
            _ => new Dictionary<string, BoundExpr>(),
        };
        return arguments.Where(argument => argument.Value is BoundTensor)
            .Select(argument => new KeyValuePair<string, BoundTensor>(argument.Key, (BoundTensor)argument.Value));
    }

    /// <summary>A type as it is declared: a single number has no shape.</summary>
    public static string TypeOf(NetType type) => type.Shape.Rank == 0 ? type.Kind.ToString().ToLowerInvariant() : type.ToString();

    /// <summary>Whether it brings frames into time, or out of it.</summary>
    public static bool IsConversion(BoundNode node) =>
        node.Operation is BoundOperator { Symbol.Family: OperatorFamily.Encoder or OperatorFamily.Decoder };

    /// <summary>A value's element type in words, where it is not the usual one.</summary>
    public static string DimensionOf(NetType type) => type.Dimension.IsNone ? "" : $" in {type.Dimension}";

    /// <summary>The delay of a connection in words, or null.</summary>
    public static string? DelayOf(BoundNode node, TimeScale scale) => node switch
    {
        { DelayTensor: not null, GreatestDelay: int.MaxValue } => "delays from a tensor",
        { DelayTensor: not null } => $"delays of {node.LeastDelay} to {node.GreatestDelay} steps",
        { Delay: > 0 } => Quantity.Steps(node.Delay, scale),
        _ => null,
    };

    /// <summary>The inputs of a node that differ, in order.</summary>
    public static IEnumerable<BoundEdge> InputsOf(BoundNode node) => node.Inputs.Distinct();

    /// <summary>The value of an edge as the program names it: <c>fc1</c>, <c>o.v</c>.</summary>
    public static string NameOf(BoundEdge edge) => edge.State is null ? edge.From : $"{edge.From}.{edge.State}";

    /// <summary>What a network's time block says.</summary>
    public static string TimeOf(BoundNetwork network) => (network.IsTimed, network.Steps, network.Scale.Seconds) switch
    {
        (false, _, _) => "no time",
        (_, null, null) => "a stream",
        (_, null, { } step) => FormattableString.Invariant($"a stream in steps of {Quantity.Seconds(step)}"),
        (_, { } steps, null) => $"{Quantity.Count(steps)} steps",
        (_, { } steps, { } step) => $"{Quantity.Count(steps)} steps of {Quantity.Seconds(step)}",
    };
}

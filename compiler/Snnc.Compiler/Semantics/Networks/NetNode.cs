using System.Collections.Generic;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>A node while its network is being bound: edges and type are filled in step by step.</summary>
internal sealed class NetNode(string name, Location at, int order)
{
    private Dictionary<string, BoundExpr>? _tensors;

    /// <summary>Gets its name in the network: the label with its instance's name before it.</summary>
    public string Name { get; } = name;

    /// <summary>Gets where it is made.</summary>
    public Location At { get; } = at;

    /// <summary>Gets its place in the text's order, which is its index in the network's list of nodes.</summary>
    public int Order { get; } = order;

    /// <summary>Gets the documentation comment.</summary>
    public string? Documentation { get; init; }

    /// <summary>Gets the type that an input (of the network or of a block) declares.</summary>
    public TypeSyntax? Declared { get; init; }

    /// <summary>Gets a value indicating whether it is a block's input: what arrives goes through it unchanged.</summary>
    public bool IsBlockInput { get; init; }

    /// <summary>Gets, of a block's input, where the block is used.</summary>
    public Location? UsedAt { get; init; }

    /// <summary>Gets the operator, if it is one.</summary>
    public OperatorSymbol? Symbol { get; init; }

    /// <summary>Gets the model with its arguments, if it is a population.</summary>
    public BoundModelUse? Use { get; init; }

    /// <summary>Gets the operator's arguments.</summary>
    public OperatorArguments Arguments { get; init; } = OperatorArguments.None;

    /// <summary>Gets the shape written at the label.</summary>
    public Shape? ExplicitShape { get; init; }

    /// <summary>Gets the name under which its tensors are found, or null without a label.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the scope that its tensors are looked up in.</summary>
    public BodyScope? Scope { get; init; }

    /// <summary>Gets a value indicating whether the user gave it a label, so that it is worth a warning when nothing reads it.</summary>
    public bool IsLabelled { get; init; }

    /// <summary>Gets the edges that lead to it, in the order of the text.</summary>
    public List<NetEdge> Edges { get; } = [];

    /// <summary>Gets the nodes that its edges lead to, once for each edge.</summary>
    public List<NetNode> Consumers { get; } = [];

    /// <summary>Gets or sets its type; null until inferred, and for good after an error.</summary>
    public NetType? Type { get; set; }

    /// <summary>Gets or sets a value indicating whether something about it was reported, so that what follows from that stays silent.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Gets or sets a value indicating whether its sums are of whole numbers, for an int port.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Gets or sets the delay of a connection or <c>delay</c>.</summary>
    public DelayRange Delay { get; set; } = DelayRange.None;

    /// <summary>Gets the tensors found for it by role (weight, bias, running_mean ...).</summary>
    public Dictionary<string, BoundExpr> Tensors => _tensors ??= [];

    /// <summary>Gets a value indicating whether any tensor was found for it.</summary>
    public bool HasTensors => _tensors is not null;

    /// <summary>Gets or sets the bits of its weights.</summary>
    public int? Bits { get; set; }

    /// <summary>Gets or sets the expected activity.</summary>
    public double? Activity { get; set; }

    /// <summary>Gets a value indicating whether it needs its inputs of earlier steps only.</summary>
    public bool ReadsOnlyPast => Delay.Least >= 1;

    /// <summary>Lets an edge lead to it.</summary>
    public void Connect(NetEdge edge)
    {
        Edges.Add(edge);
        edge.From.Consumers.Add(this);
    }

    /// <summary>Where an argument stands, or the whole node where it is left to its default.</summary>
    public Location ArgumentAt(string name) => Arguments.Values.TryGetValue(name, out var value) ? value.At : At;
}

/// <summary>An edge: from a node's result or state, to a port.</summary>
internal sealed record NetEdge(NetNode From, string? State, string? Port, Location At)
{
    /// <summary>Gets where a chain names what it leads to, or null outside of chains.</summary>
    public Location? Into { get; init; }
}

/// <summary>A delay in steps: Common to all, or Tensor with its bounds.</summary>
internal sealed record DelayRange(int Common, BoundExpr? Tensor, int Least, int Greatest)
{
    /// <summary>Gets no delay.</summary>
    public static DelayRange None { get; } = new(0, null, 0, 0);
}

/// <summary>The arguments of an operator, bound.</summary>
/// <param name="Values">By parameter name, without defaults.</param>
internal sealed record OperatorArguments(IReadOnlyDictionary<string, BoundExpr> Values, IReadOnlyList<BoundExpr> Variadic, BoundPattern? Pattern)
{
    /// <summary>Gets an empty list.</summary>
    public static OperatorArguments None { get; } = new(new Dictionary<string, BoundExpr>(), [], null);

    /// <summary>Gets a value indicating whether something about them was reported.</summary>
    public bool IsBroken { get; init; }
}

using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>What a label in a body names, or an element without label makes.</summary>
internal abstract record BodyItem;

/// <summary>A node.</summary>
internal sealed record NodeItem(NetNode Node) : BodyItem;

/// <summary>One or more instances of a block, in a row.</summary>
internal sealed record InstanceItem(string Block, IReadOnlyList<BodyBinder> Instances) : BodyItem
{
    /// <summary>Gets what a chain leads into.</summary>
    public NetNode? Entry => Instances[0].Inputs.Count == 0 ? null : Instances[0].Inputs[0];

    /// <summary>Gets what a chain goes on from.</summary>
    public ValueSource? Exit => Instances[Instances.Count - 1].Outputs.Select(output => output.Value).FirstOrDefault();
}

/// <summary>Something broken, which was reported.</summary>
internal sealed record BrokenItem : BodyItem;

/// <summary>A value in a body: a node's result or state.</summary>
internal sealed record ValueSource(NetNode Node, string? State);

/// <summary>A named output of a body.</summary>
internal sealed record BodyOutput(string Name, ValueSource? Value, Syntax.OutputSyntax Syntax);

/// <summary>
/// Both ends of an element in a chain. Sink null: nothing can lead to it; Source null: nothing goes on from it. Both null and broken: silent.
/// </summary>
internal sealed record Endpoint(NetNode? Sink, string? Port, ValueSource? Source, bool IsBroken)
{
    /// <summary>Gets an end about which something was reported.</summary>
    public static Endpoint Broken { get; } = new(null, null, null, true);
}

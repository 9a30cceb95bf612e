using System.Collections.Generic;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>What the bodies of one network, its blocks inlined, are gathered in.</summary>
internal sealed class NetworkBuilder(ProgramContext context, NetworkTime time)
{
    private const int MostNodes = 200_000;

    private readonly HashSet<string> _names = [];

    /// <summary>Gets what all networks share.</summary>
    public ProgramContext Context { get; } = context;

    /// <summary>Gets where findings go.</summary>
    public DiagnosticBag Bag => Context.Bag;

    /// <summary>Gets step and steps.</summary>
    public NetworkTime Time { get; } = time;

    /// <summary>Gets the containers.</summary>
    public NetworkContainers Containers { get; } = new(context);

    /// <summary>Gets all nodes, in the order of the text.</summary>
    public List<NetNode> Nodes { get; } = [];

    /// <summary>Gets the place that the next node has in the text's order.</summary>
    public int NextOrder => Nodes.Count;

    /// <summary>Gets a value indicating whether the network has outgrown its bound, which is reported once.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds a node.</summary>
    public NetNode Add(NetNode node)
    {
        _names.Add(node.Name);
        if (Nodes.Count >= MostNodes && !IsFull)
        {
            IsFull = true;
            Bag.Add(Catalog.TooManyNodes(node.At, MostNodes));
        }

        Nodes.Add(node);
        return node;
    }

    /// <summary>A name for a node without label: that of its operator, numbered from the second on.</summary>
    public string NameFor(string prefix, string target, ICollection<string> labels)
    {
        var stem = prefix + target.Replace('.', '_');
        var name = stem;
        for (var i = 2; _names.Contains(name) || labels.Contains(name.Substring(prefix.Length)); i++)
        {
            name = $"{stem}_{i}";
        }

        _names.Add(name);
        return name;
    }
}

/// <summary>The time block of a network.</summary>
/// <param name="Keyword">Where it stands, or null without one.</param>
internal sealed record NetworkTime(TimeScale Scale, int? Steps, Location? Keyword)
{
    /// <summary>Gets a value indicating whether there is a time block.</summary>
    public bool IsTimed => Keyword is not null;

    /// <summary>Gets a value indicating whether the network is a stream.</summary>
    public bool IsStream => IsTimed && Steps is null;
}

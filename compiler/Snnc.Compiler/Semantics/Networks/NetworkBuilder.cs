using System.Collections.Generic;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>What the bodies of one network, its blocks inlined, are gathered in.</summary>
internal sealed class NetworkBuilder(ProgramContext context, NetworkTime time)
{
    private const int MostNodes = 50_000;

    private readonly HashSet<string> _names = [];
    private bool _hasReportedSize;
    private readonly Dictionary<string, int> _lastNumbers = [];

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

    /// <summary>Gets a value indicating whether the network has outgrown its bound.</summary>
    public bool IsFull => Nodes.Count + Instances >= MostNodes;

    /// <summary>Gets or sets the number of blocks that were inlined.</summary>
    public int Instances { get; set; }

    /// <summary>Adds a node.</summary>
    public NetNode Add(NetNode node)
    {
        _names.Add(node.Name);
        Nodes.Add(node);
        return node;
    }

    /// <summary>Reports that the network has outgrown its bound at the element that made it do so.</summary>
    public void ReportFull(Location at)
    {
        if (!_hasReportedSize)
        {
            _hasReportedSize = true;
            Bag.Add(Catalog.TooManyNodes(at, MostNodes));
        }
    }

    /// <summary>A name for a node without label: that of its operator, numbered from the second on.</summary>
    public string NameFor(string prefix, string target, ICollection<string> labels)
    {
        var stem = prefix + target.Replace('.', '_');
        var number = _lastNumbers.TryGetValue(stem, out var last) ? last : 0;
        string name;
        do
        {
            number++;
            name = number == 1 ? stem : $"{stem}_{number}";
        }
        while (_names.Contains(name) || labels.Contains(name.Substring(prefix.Length)));

        _lastNumbers[stem] = number;
        _names.Add(name);
        return name;
    }
}

/// <summary>The time block of a network.</summary>
/// <param name="Keyword">Where it stands, or null without one.</param>
internal sealed record NetworkTime(TimeScale Scale, int? Steps, Location? Keyword)
{
    private bool _hasReportedStep;

    /// <summary>Gets a value indicating whether there is a time block.</summary>
    public bool IsTimed => Keyword is not null;

    /// <summary>Gets a value indicating whether the network is a stream.</summary>
    public bool IsStream => IsTimed && Steps is null;

    /// <summary>Reports a time in seconds where the step is unknown: once, for there is one thing to mend.</summary>
    public void ReportMissingStep(Location at, string what, DiagnosticBag bag)
    {
        if (!_hasReportedStep)
        {
            _hasReportedStep = true;
            bag.Add(Catalog.MissingStep(at, what, Keyword));
        }
    }
}

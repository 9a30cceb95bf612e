using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>A program while it is drawn: its text, its tensors, and the values that a next node may read.</summary>
internal sealed class ProgramText(Draws draws, int? steps, int budget)
{
    private readonly StringBuilder _declarations = new();
    private readonly StringBuilder _members = new();
    private readonly HashSet<string> _read = [];
    private int _names;

    public Draws Draws => draws;

    public int? Steps => steps;

    public bool IsStream => steps is null;

    public TensorStore Tensors { get; } = new();

    public List<Wire> Wires { get; } = [];

    public List<DrawnInput> Inputs { get; } = [];

    public List<Knob> Knobs { get; } = [];

    /// <summary>Gets the labels of nodes that round on the way.</summary>
    public HashSet<string> Rounding { get; } = [];

    public int Nodes { get; private set; }

    /// <summary>Gets how many nodes may still come; what nothing reads needs one more for its output.</summary>
    public int Left => budget - Nodes - Wires.Count(IsUnread);

    public string Fresh(string prefix) => $"{prefix}{++_names}";

    public void Declare(string text) => _declarations.Append(text).Append("\n\n");

    public void Member(string text) => _members.Append("    ").Append(text).Append('\n');

    public bool IsUnread(Wire wire) => !_read.Contains(wire.Name);

    public string Read(Wire wire)
    {
        _read.Add(wire.Name);
        return wire.Name;
    }

    public Wire Count(Wire made, int nodes)
    {
        Nodes += nodes;
        if (!made.IsExact)
        {
            Rounding.Add(made.Name);
        }

        return made;
    }

    /// <summary>Makes a value available to what follows.</summary>
    public Wire Add(Wire made, int nodes = 1)
    {
        Wires.Add(Count(made, nodes));
        return made;
    }

    /// <summary>A node of one input with a label of its own.</summary>
    public Wire Node(Wire x, string element, Wire result, string prefix = "n")
    {
        var label = Fresh(prefix);
        Member($"{Read(x)} -> {label}: {element};");
        return Add(result with { Name = label });
    }

    public override string ToString()
    {
        var time = steps is { } count ? $" steps = {count};" : "";
        return $"{_declarations}/// Drawn.\nnetwork Drawn {{\n    time {{ step = 1 ms;{time} }}\n    weights w = \"memory.npz\";\n{_members}}}\n";
    }
}

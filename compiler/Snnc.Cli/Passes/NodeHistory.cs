using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Passes;

/// <summary>What each pass did to one node, in words: found by comparing the graphs before and after it.</summary>
internal sealed class NodeHistory(string name) : IPassObserver
{
    private readonly List<(string Pass, string Text)> _events = [];
    private Graph? _before;

    /// <summary>Gets what happened, in the order of the passes.</summary>
    public IReadOnlyList<(string Pass, string Text)> Events => _events;

    /// <inheritdoc/>
    public void Before(string pass, Graph graph) => _before = graph;

    /// <inheritdoc/>
    public void After(string pass, Graph graph)
    {
        if (Find(_before!, name) is { } node && Describe(node, Find(graph, name), graph) is { } text)
        {
            _events.Add((pass, text));
        }
    }

    private static Node? Find(Graph graph, string name) => graph.Nodes.FirstOrDefault(node => node.Name == name);

    private static string FirstLine(Node node) => IrPrinter.Node(node).Split('\n')[0].TrimEnd(' ', '{');

    private string? Describe(Node node, Node? after, Graph graph)
    {
        var heirs = string.Join("; ", Heirs(name, graph, [name]).Distinct().DefaultIfEmpty("no output heard it"));
        return after is null ? $"gone; {heirs}"
            : after != node ? Find(graph, $"{name}.once") is { } once && Find(_before!, once.Name) is null
                ? $"computed once per inference: {FirstLine(once)}" : $"now {FirstLine(after)}"
            : IsRead(_before!) && !IsRead(graph) ? $"not read any more; {heirs}"
            : null;
    }

    private bool IsRead(Graph graph) =>
        graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs.Select(output => output.Value)).Any(value => value.Node == name);

    // What became of those that read a node: one that does its work too, or reads another; where they are gone as well, of those that read them.
    private IEnumerable<string> Heirs(string read, Graph graph, HashSet<string> seen)
    {
        foreach (var before in _before!.Nodes.Where(node => node.Inputs.Any(input => input.Node == read)))
        {
            var after = Find(graph, before.Name);
            var texts = after is null ? seen.Add(before.Name) ? Heirs(before.Name, graph, seen) : []
                : after.Op != before.Op ? [$"its work is done by {FirstLine(after)}"]
                : after.Inputs.Except(before.Inputs).Select(input => $"%{after.Name} reads {input}");
            foreach (var text in texts)
            {
                yield return text;
            }
        }

        foreach (var output in graph.Outputs.Where(output => _before.Outputs.Any(before => before.Name == output.Name && before.Value.Node == read)))
        {
            yield return $"the output '{output.Name}' is {output.Value}";
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>
/// What one loop leaves to a later one: the values that the later loop reads are kept for every step, and stand again in their arrays
/// when it comes to that step.
/// </summary>
internal sealed class CarriedValues
{
    private readonly List<(int From, HashSet<int> To, double[] Values, double[] Steps)> _carried = [];

    /// <summary>Finds them.</summary>
    public CarriedValues(Graph graph, EvaluatorFactory values)
    {
        if (graph.Time.Steps is not { } steps)
        {
            return;
        }

        var index = Stage.IndexOf(graph);
        var uses = graph.Nodes.Where(node => index[node.Name] % 2 == 1)
            .SelectMany(node => node.Inputs.Select(input => (Value: input, From: index[input.Node], To: index[node.Name])));
        foreach (var group in uses.Where(use => use.From % 2 == 1 && use.From < use.To).GroupBy(use => (use.Value, use.From)))
        {
            var present = values.Value(group.Key.Value).Values;
            _carried.Add((group.Key.From, [.. group.Select(use => use.To)], present, new double[checked(present.Length * steps)]));
        }
    }

    /// <summary>Brings back what a loop reads in a step.</summary>
    public void Recall(int stage, int step)
    {
        foreach (var (_, to, values, steps) in _carried)
        {
            if (to.Contains(stage))
            {
                Array.Copy(steps, step * values.Length, values, 0, values.Length);
            }
        }
    }

    /// <summary>Keeps what a loop made in a step.</summary>
    public void Keep(int stage, int step)
    {
        foreach (var (from, _, values, steps) in _carried)
        {
            if (from == stage)
            {
                values.CopyTo(steps, step * values.Length);
            }
        }
    }
}

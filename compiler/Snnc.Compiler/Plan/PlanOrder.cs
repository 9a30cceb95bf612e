using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Plan;

/// <summary>
/// The positions of a plan's order, in which memory lives: one where a stage begins (the caller's values come in), and in it for each region one where it
/// begins, one for each node (a tiled region: one for all of them) and one where a step of it ends; one where the stage ends, and one after all stages.
/// Three kinds of loops go over them: the steps of a region, the tiles of a stage, and the pieces of an inference that may end early, from the first loop on.
/// </summary>
internal sealed class PlanOrder
{
    private readonly Dictionary<string, int> _positions = [];
    private readonly Dictionary<string, Life> _regions = [];
    private readonly Dictionary<string, Life> _stages = [];
    private readonly List<Life[]> _loops = [];
    private readonly List<string> _names = [];

    public PlanOrder(ExecutionPlan plan)
    {
        foreach (var stage in plan.Stages)
        {
            Add(stage);
        }

        End = _loops.Count;
        Name("the end");
        var first = plan.Stages.TakeWhile(stage => !stage.IsLoop).Count();
        Pieces = first < plan.Stages.Count ? new Life(StageOf(FirstOf(plan.Stages[first])).From, End) : new Life(End, End);
        _loops.Add([]);
        for (var position = Pieces.From; position < End; position++)
        {
            _loops[position] = [.. _loops[position], Pieces];
        }
    }

    /// <summary>Gets the position after all stages.</summary>
    public int End { get; }

    /// <summary>Gets what may run several times where an inference may end early.</summary>
    public Life Pieces { get; }

    /// <summary>Where a node runs.</summary>
    public int Of(string node) => _positions[node];

    /// <summary>From where a node's region begins to the end of its steps.</summary>
    public Life RegionOf(string node) => _regions[node];

    /// <summary>From where a node's stage begins to its end.</summary>
    public Life StageOf(string node) => _stages[node];

    /// <summary>A life that lasts until a reading, too: in a loop that does not write it anew until the loop's end.</summary>
    public Life Until(Life life, int use)
    {
        if (use < life.From)
        {
            // What the turn before has left: it is there all through the loop.
            var common = _loops[use].Where(loop => loop.To >= life.To).DefaultIfEmpty(new Life(0, End)).First();
            return new Life(Math.Min(life.From, common.From), Math.Max(life.To, common.To));
        }

        var end = Math.Max(life.To, use);
        foreach (var loop in _loops[use])
        {
            end = loop.From > life.From ? Math.Max(end, loop.To) : end;
        }

        return life with { To = end };
    }

    /// <summary>A life as the user reads it: from which node to which.</summary>
    public string Describe(Life life)
    {
        if (life == Life.Always)
        {
            return "always";
        }

        var (from, to) = (_names[life.From], _names[life.To]);
        return from == to ? from : $"{from} to {to}";
    }

    private static string FirstOf(PlanStage stage) => stage.Nodes.First().Node.Name;

    private void Add(PlanStage stage)
    {
        var (begin, nodes) = (_loops.Count, stage.Nodes.Select(plan => plan.Node.Name).ToList());
        Take(nodes.Count == 0 ? "" : nodes[0]);
        foreach (var region in stage.Regions)
        {
            Add(region, stage.IsLoop);
        }

        var life = new Life(begin, Take(nodes.Count == 0 ? "" : nodes[nodes.Count - 1]));
        foreach (var node in nodes)
        {
            _stages[node] = life;
        }

        for (var position = begin; stage.IsLoop && position <= life.To; position++)
        {
            _loops[position] = [.. _loops[position], life];
        }
    }

    private void Add(PlanRegion region, bool isLoop)
    {
        var names = region.Nodes.Select(plan => plan.Node.Name).ToList();
        var (begin, all) = (Take(names[0]), region.Kind == RegionKind.Tiled ? Take(names[names.Count - 1]) : 0);
        foreach (var name in names)
        {
            _positions[name] = region.Kind == RegionKind.Tiled ? all : Take(name);
        }

        var life = new Life(begin, Take(names[names.Count - 1]));
        foreach (var name in names)
        {
            _regions[name] = life;
        }

        for (var position = begin; isLoop && position <= life.To; position++)
        {
            _loops[position] = [life];
        }
    }

    private int Take(string name)
    {
        _loops.Add([]);
        Name(name);
        return _loops.Count - 1;
    }

    private void Name(string name) => _names.Add(name);
}

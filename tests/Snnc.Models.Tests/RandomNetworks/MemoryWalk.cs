using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>
/// Goes through a plan as it runs, two inferences of two tiles of two steps, and notes for each line of the arena whose it is: what writes takes it, what
/// reads must find it its own. It knows nothing of lives.
/// </summary>
internal sealed class MemoryWalk
{
    private const int Line = 64;

    private readonly ExecutionPlan _plan;
    private readonly IReadOnlyDictionary<(string Node, string Part), ArenaSlot> _slots;
    private readonly ArenaSlot?[] _owners;
    private readonly GraphUses _uses;
    private readonly Dictionary<string, (PlanRegion Region, NodePlan Plan)> _nodes;
    private readonly HashSet<string> _listed = [];
    private readonly List<string> _faults = [];

    public MemoryWalk(ExecutionPlan plan, SlotUsers user)
    {
        (_plan, _uses, _slots) = (plan, new GraphUses(plan.Staged), Arena.Of(plan).Find(user));
        _owners = new ArenaSlot?[Arena.Of(plan).BytesOf(user) / Line];
        _nodes = plan.Stages.SelectMany(stage => stage.Regions.SelectMany(region => region.Nodes.Select(node => (region, node))))
            .ToDictionary(pair => pair.node.Node.Name, pair => pair);
        for (var inference = 0; inference < 2; inference++)
        {
            foreach (var stage in plan.Stages)
            {
                Run(stage);
            }

            Give(isLoop: false);
            _listed.Clear();
        }
    }

    /// <summary>Gets what was read that something else has overwritten.</summary>
    public IReadOnlyList<string> Faults => _faults;

    private void Run(PlanStage stage)
    {
        for (var tile = 0; tile < (stage.IsLoop ? 2 : 1); tile++)
        {
            foreach (var input in stage.Nodes.Where(node => node.Node.Op is InputOp))
            {
                Write(input, SlotPart.Value, SlotPart.Rows, SlotPart.NaturalRows, SlotPart.ListIndices, SlotPart.ListValues, SlotPart.ListStarts);
            }

            foreach (var region in stage.Regions)
            {
                for (var step = 0; step < (stage.IsLoop ? 2 : 1); step++)
                {
                    Run(stage, region, step);
                }
            }

            if (stage.IsLoop)
            {
                Give(isLoop: true, stage);
            }
        }
    }

    private void Run(PlanStage stage, PlanRegion region, int step)
    {
        foreach (var node in region.Nodes.Where(node => node.Kernel is not (Kernel.View or Kernel.Previous)))
        {
            var isPast = node.Node.Op is DelayOp or DecodeOp or ConnectionOp { Delays: not null };
            foreach (var input in node.Node.Inputs.Where(_ => !isPast && node.Node.Op is not InputOp))
            {
                Read(node, region, stage, input);
            }

            if (node.Node.Op is not InputOp)
            {
                Write(node, SlotPart.Value);
            }

            // Sums in between are gone when the next node has its turn.
            Write(node, SlotPart.Fired, SlotPart.Sums, SlotPart.ImageRow, SlotPart.PaddedRow, SlotPart.WindowPlaces, SlotPart.WindowValues);
            WriteKept(node, step);
        }

        foreach (var node in region.Nodes.Where(node => node.Node.Op is DelayOp or ConnectionOp { Delays: not null }))
        {
            Read(node, region, stage, node.Node.Inputs[0]);
        }

        foreach (var node in _nodes.Values.Where(node => node.Plan.Node.Op is DecodeOp && Hears(node.Plan.Node, region)))
        {
            Read(node.Plan, region, stage, node.Plan.Node.Inputs[0]);
        }
    }

    private bool Hears(Node decoder, PlanRegion region) =>
        ReferenceEquals(_nodes[_uses.Viewed(decoder.Inputs[0]).Node].Region, region);

    // Of rows the first step takes them, the others find them.
    private void WriteKept(NodePlan node, int step)
    {
        if (node.Node.Op is InputOp)
        {
            return;
        }

        string[] parts =
        [
            SlotPart.Rows, SlotPart.NaturalRows, SlotPart.ListIndices, SlotPart.ListValues, SlotPart.ListStarts, SlotPart.ListImages, SlotPart.ListOthers,
            .. node.Node.Op is NeuronOp neuron
                ? neuron.States.SelectMany(state => new[] { SlotPart.RowsOf(state.Name), SlotPart.ChannelsLastRowsOf(state.Name) }) : [],
        ];
        _listed.Add(node.Node.Name);
        if (step == 0)
        {
            Write(node, parts);
            return;
        }

        foreach (var part in parts)
        {
            Check(node.Node.Name, part, "its own next step");
        }
    }

    private void Read(NodePlan reader, PlanRegion region, PlanStage stage, ValueRef input)
    {
        var source = _uses.Viewed(input);
        var (madeIn, plan) = _nodes[source.Node];
        if (plan.Kernel == Kernel.Previous)
        {
            // Before the first step there is nothing, wherever it lies.
            var list = _uses.Viewed(plan.Node.Inputs[0]).Node;
            if (_listed.Contains(list))
            {
                Check(list, SlotPart.ListIndices, $"{reader.Node.Name}, a step later");
            }

            return;
        }

        if (ReferenceEquals(madeIn, region) || !_plan.Stages.First(other => other.Regions.Contains(madeIn)).IsLoop || _plan.Graph.Time.IsStream)
        {
            if (source.State is null && !Kernel.ReadsLists(reader.Kernel))
            {
                Check(source.Node, SlotPart.Value, reader.Node.Name);
            }
        }
        else if (source.State is { } state)
        {
            Check(source.Node, SlotPart.RowsOf(state), reader.Node.Name);
        }
        else if (!Kernel.ReadsLists(reader.Kernel))
        {
            Check(source.Node, SlotPart.Rows, reader.Node.Name);
            Check(source.Node, SlotPart.NaturalRows, reader.Node.Name);
        }

        if (Kernel.ReadsLists(reader.Kernel) && stage.IsLoop)
        {
            Check(source.Node, SlotPart.ListIndices, reader.Node.Name);
            Check(source.Node, SlotPart.ListValues, reader.Node.Name);
            Check(source.Node, SlotPart.ListStarts, reader.Node.Name);
        }
    }

    // What the caller gets: rows when a tile ends, frames when all has run.
    private void Give(bool isLoop, PlanStage? stage = null)
    {
        foreach (var value in _plan.Graph.Outputs.Select(output => _uses.Viewed(output.Value)))
        {
            var from = _plan.Stages.First(other => other.Nodes.Any(node => node.Node.Name == value.Node));
            if (isLoop == from.IsLoop && (stage is null || ReferenceEquals(from, stage)))
            {
                string[] parts = value.State is { } state ? [SlotPart.RowsOf(state)] : [from.RunsInTiles ? SlotPart.Rows : SlotPart.Value, SlotPart.NaturalRows];
                Array.ForEach(parts, part => Check(value.Node, part, "the caller"));
            }
        }
    }

    private void Write(NodePlan node, params string[] parts)
    {
        foreach (var slot in parts.Where(part => _slots.ContainsKey((node.Node.Name, part))).Select(part => _slots[(node.Node.Name, part)]))
        {
            for (var line = slot.Offset / Line; line < slot.End / Line; line++)
            {
                _owners[line] = slot;
            }
        }
    }

    private void Check(string node, string part, string reader)
    {
        if (!_slots.TryGetValue((node, part), out var slot))
        {
            return;
        }

        for (var line = slot.Offset / Line; line < slot.End / Line; line++)
        {
            if (_owners[line] != slot)
            {
                _faults.Add($"{reader} reads the {part} of {node}, where the {_owners[line]?.Part} of {_owners[line]?.Node} lies");
                return;
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Plan;

/// <summary>A plan as <c>snnc plan</c> shows it: a paragraph a stage, a line a node with its type, kernel and reason.</summary>
public static class PlanPrinter
{
    /// <summary>The text; lines end in <c>\n</c>.</summary>
    public static string Print(ExecutionPlan plan)
    {
        var text = new StringBuilder($"plan {plan.Graph.Name}: {Describe(plan.Graph.Time)}\n");
        foreach (var stage in plan.Stages)
        {
            text.Append('\n').Append(Describe(stage, plan)).Append('\n');
            AppendRegions(text, stage, plan.Graph.Time.IsTimed);
        }

        text.Append("\noutputs\n");
        AppendTable(text, plan.Graph.Outputs.Select(output => new[] { output.Name, output.Value.ToString() }).ToList());
        AppendMemory(text, plan);
        return text.ToString();
    }

    private static string Describe(TimeBase time)
    {
        if (!time.IsTimed)
        {
            return "no time";
        }

        var length = time.StepSeconds is { } seconds ? FormattableString.Invariant($" of {seconds * 1000:0.######} ms") : "";
        return time.Steps is { } steps ? $"{steps} steps{length}" : $"a stream, steps{length}";
    }

    private static void AppendMemory(StringBuilder text, ExecutionPlan plan)
    {
        var (states, arena) = (StateMemory.Of(plan), Arena.Of(plan));
        if (states.Count + arena.Slots.Count == 0)
        {
            return;
        }

        text.Append("\nmemory of an instance, in bytes\n");
        if (states.Count > 0)
        {
            text.Append($"  states {StateArray.Text(StateMemory.Bytes(states))}: {string.Join(", ", states)}\n");
        }

        if (arena.Slots.Count > 0)
        {
            text.Append($"  arena {Describe(arena, SlotUsers.CSharp)} in C#, {Describe(arena, SlotUsers.Native)} in native code\n");
            AppendTable(text, arena.Slots.OrderBy(slot => slot.Offset).Select(slot => Cells(slot, arena)).ToList(), "    ");
        }
    }

    private static string Describe(Arena arena, SlotUsers user)
    {
        var (bytes, apart) = (arena.BytesOf(user), arena.BytesApartOf(user));
        return StateArray.Text(bytes) + (apart > bytes ? $" (sharing saves {StateArray.Text(apart - bytes)})" : "");
    }

    private static string[] Cells(ArenaSlot slot, Arena arena) =>
    [
        $"at {StateArray.Text(slot.Offset)}",
        StateArray.Text(slot.Bytes),
        slot.Node,
        slot.Part,
        arena.LifeOf(slot) + (slot.Users == SlotUsers.All ? "" : slot.Users == SlotUsers.Native ? "; native code" : "; C#"),
    ];

    private static string Describe(PlanStage stage, ExecutionPlan plan) =>
        plan.Samples > 1 ? $"for each {plan.Samples} samples, region by region" : Describe(stage, plan.Graph.Time);

    private static string Describe(PlanStage stage, TimeBase time) =>
        !stage.IsLoop ? time.IsStream ? "when a window ends" : "once per inference"
        : stage.Regions.Count == 1 || time.Steps is not { } steps ? "in every step"
        : stage.TileSteps == steps ? $"all {steps} steps, region by region"
        : $"for each {stage.TileSteps} steps, region by region";

    // Columns are as wide as in all of the stage; where a loop has regions, each has a line of its own.
    private static void AppendRegions(StringBuilder text, PlanStage stage, bool isTimed)
    {
        if (!stage.IsLoop)
        {
            AppendTable(text, stage.Nodes.Select(node => Cells(node, isTimed)).ToList());
            return;
        }

        foreach (var region in stage.Regions)
        {
            text.Append($"  {region.Kind.ToString().ToLowerInvariant()}: {region.Reason}\n");
            if (region.Sharing is { } sharing)
            {
                text.Append($"    threads: {sharing.Reason}\n");
            }

            AppendTable(text, region.Nodes.Select(node => Cells(node, isTimed)).ToList(), "    ");
        }
    }

    private static string Describe(NodePlan plan)
    {
        var kept = new List<string>();
        if (plan.Kept.HasFlag(Kept.Lists))
        {
            kept.Add(plan.Kept.HasFlag(Kept.ListValues) ? "lists with values" : "lists");
        }

        if (plan.Kept.HasFlag(Kept.Rows))
        {
            kept.Add("rows");
        }

        if (plan.Kept.HasFlag(Kept.Bits))
        {
            kept.Add("bits");
        }

        var order = plan.Order == ElementOrder.ChannelsLast ? " with channels last" : "";
        var keeps = kept.Count == 0 ? "" : $"; keeps {string.Join(" and ", kept)}{order}";
        var natural = plan.Kept.HasFlag(Kept.NaturalRows) ? "; keeps rows in natural order" : "";
        var bytes = plan.ByteStates.Count == 0 ? "" : $"; {string.Join(", ", plan.ByteStates)} as bytes";
        var apart = plan.ResetsApart ? "; resets apart" : "";
        var rests = plan.Rest is { } rest ? $"; rests apart: {string.Join(", ", rest.Held.Select(state => state.Name))} held for {rest.Steps} steps" : "";
        return bytes + apart + rests + keeps + natural + string.Concat(plan.KeptStates.Select(state => $"; keeps rows of state {state}"));
    }

    private static string[] Cells(NodePlan plan, bool isTimed) =>
        [plan.Node.Name, TypeOf(plan.Node, isTimed).ToString(), string.Join(" or ", plan.Kernels), plan.Reason + Describe(plan)];

    // What is a step of a batch is a frame to the user.
    private static Ir.ValueType TypeOf(Node node, bool isTimed) => isTimed ? node.Type : node.Type with { Kind = ValueKind.Frame };

    private static void AppendTable(StringBuilder text, List<string[]> rows, string indent = "  ")
    {
        foreach (var row in rows)
        {
            text.Append(indent);
            for (var column = 0; column < row.Length - 1; column++)
            {
                text.Append(row[column].PadRight(rows.Max(other => other[column].Length) + 2));
            }

            text.Append(row[row.Length - 1]).Append('\n');
        }
    }
}

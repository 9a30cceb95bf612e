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
            text.Append('\n').Append(stage.IsLoop ? "in every step\n" : plan.Graph.Time.IsStream ? "when a window ends\n" : "once per inference\n");
            AppendTable(text, stage.Nodes.Select(Cells).ToList());
        }

        text.Append("\noutputs\n");
        AppendTable(text, plan.Graph.Outputs.Select(output => new[] { output.Name, output.Value.ToString() }).ToList());
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

    private static string[] Cells(NodePlan plan) => [plan.Node.Name, plan.Node.Type.ToString(), plan.Kernel, plan.Reason];

    private static void AppendTable(StringBuilder text, List<string[]> rows)
    {
        foreach (var row in rows)
        {
            text.Append("  ");
            for (var column = 0; column < row.Length - 1; column++)
            {
                text.Append(row[column].PadRight(rows.Max(other => other[column].Length) + 2));
            }

            text.Append(row[row.Length - 1]).Append('\n');
        }
    }
}

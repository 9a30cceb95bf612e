using System.Linq;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Ir.Verification;

/// <summary>The graph fits its time base, and its loops do not need their own results.</summary>
internal static class TimeVerifier
{
    public static void Verify(GraphContext context, DiagnosticBag report)
    {
        var time = context.Graph.Time;
        if (time.Steps < 1 || time.StepSeconds is { } step && !(step > 0) || (!time.IsTimed && time.Steps is not null))
        {
            report.Add(Catalog.TimeDisagrees(context.Start, "steps and the length of a step must be positive, and frames alone have no steps"));
        }

        var stages = Stage.IndexOf(context.Graph);
        foreach (var node in context.Graph.Nodes)
        {
            if (Problem(node, stages[node.Name], time) is { } problem)
            {
                report.Add(Catalog.TimeDisagrees(context.At(node), problem));
            }

            // Only a cycle through a decoder leaves an operand in a later stage.
            foreach (var input in node.Inputs.Where(input => stages.TryGetValue(input.Node, out var stage) && stage > stages[node.Name]))
            {
                report.Add(Catalog.LoopReadsLater(context.At(node), node.Name, input.Node));
            }
        }
    }

    private static string? Problem(Node node, int stage, TimeBase time)
    {
        if (node.Type.Kind != ValueKind.Frame && !time.IsTimed)
        {
            return $"'{node.Name}' varies in time, and the graph has no time";
        }

        if (node.Op is DecodeOp decode && time.IsTimed)
        {
            return Problem(node.Name, decode, time);
        }

        if (!time.IsStream)
        {
            return null;
        }

        return node switch
        {
            { Op: InputOp, Type.Kind: ValueKind.Frame } => $"'{node.Name}' is a frame, and a stream takes none",
            _ when stage > 2 => $"'{node.Name}' runs in a second loop, and a stream has one",
            _ => null,
        };
    }

    private static string? Problem(string name, DecodeOp decode, TimeBase time)
    {
        if (decode.Every < 1)
        {
            return $"the window of '{name}' must be at least a step";
        }

        return decode.Every is null == time.IsStream
            ? time.IsStream ? $"in a stream '{name}' must say how often it gives a frame" : $"'{name}' has a window, and the graph is no stream"
            : null;
    }
}

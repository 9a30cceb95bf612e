using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Cli.Running;

/// <summary>Where a network's outputs hold the index that labels are compared with.</summary>
/// <param name="Output">The place among the outputs.</param>
/// <param name="Name">The output's name.</param>
/// <param name="IsIndex">The output is the index itself; else it is that of the largest element.</param>
internal sealed record Answer(int Output, string Name, bool IsIndex)
{
    /// <summary>An output that is an argmax, else the first that is a frame of scores; null without either.</summary>
    public static Answer? Of(Graph graph)
    {
        var frames = graph.Outputs.Select((output, place) => (output, place, node: graph.Nodes.First(node => node.Name == output.Value.Node)))
            .Where(o => o.output.Value.State is null && o.node.Type.Kind == ValueKind.Frame).ToList();
        var index = frames.Find(o => o.node.Op is ArgMaxOp && o.node.Type.Shape.Size == 1);
        if (index.node is not null)
        {
            return new Answer(index.place, index.output.Name, IsIndex: true);
        }

        var scores = frames.Find(o => o.node.Type.Element == ElementType.Real && IsVector(o.node.Type.Shape));
        return scores.node is null ? null : new Answer(scores.place, scores.output.Name, IsIndex: false);
    }

    /// <summary>The index that an inference gave; the lowest where several are largest.</summary>
    public long Read(Array[] outputs) => outputs[Output] switch
    {
        long[] values => values[0],
        float[] values => IsIndex ? (long)values[0] : System.Array.IndexOf(values, values.Max()),
        _ => throw new InvalidOperationException($"An output cannot hold {outputs[Output].GetType()}."),
    };

    private static bool IsVector(Shape shape) => shape.Rank > 0 && shape[shape.Rank - 1] > 1 && shape.Size == shape[shape.Rank - 1];
}

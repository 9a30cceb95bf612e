using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Targets;

/// <summary>The work of the connections of a graph.</summary>
public static class Works
{
    /// <summary>What a connection node has to do in one step, over inputs none of which is known to be 0; a dense connection's leading axes count
    /// as samples.</summary>
    public static ConnectionWork Of(Node node, Graph graph, GraphValues values)
    {
        var (from, to) = (values.TypeOf(node.Inputs[0]).Shape, node.Type.Shape);
        return node.Op switch
        {
            DenseOp dense => new DenseWork(from[from.Rank - 1], to[to.Rank - 1])
            {
                Batch = (int)(to.Size / to[to.Rank - 1]),
                WeightBytes = RowRounding.IsRounded(graph.Constants.First(constant => constant.Name == dense.Weight)) ? 1 : sizeof(float),
            },
            ConvOp conv => new ConvWork(
                from[0], (int)(from.Size / from[0]), to[0], (int)(to.Size / to[0]),
                conv.Rank == 1 ? 1 : conv.Kernel, conv.Rank == 1 ? conv.Kernel : conv.Kernel * conv.Kernel, conv.Groups)
            {
                Inside = Enumerable.Range(1, conv.Rank).Aggregate(1.0, (share, axis) => share * Inside(conv, from[axis], to[axis])),
                RowsMet = conv.Rank == 1 ? 1 : Inside(conv, from[1], to[1]) * conv.Kernel * to[1] / from[1],
                Reach = Math.Ceiling((double)conv.Kernel / conv.Stride),
            },
            SparseOp sparse => new SparseWork((int)from.Size, (int)to.Size, Synapses(sparse, graph, from.Size, to.Size)),
            _ => throw new ArgumentException($"{node.Name} is no connection", nameof(node)),
        };
    }

    // The share of the places of all windows along an axis that lie in the image.
    private static double Inside(ConvOp conv, int from, int to)
    {
        var places = Enumerable.Range(0, to).SelectMany(window => Enumerable.Range(0, conv.Kernel), (window, tap) =>
            (window * conv.Stride) - conv.Padding + (tap * conv.Dilation));
        return places.Average(place => place >= 0 && place < from ? 1.0 : 0);
    }

    // Of a matrix whose zeros are known at load time only, all entries: its tensor says no more than its shape.
    private static double Synapses(SparseOp op, Graph graph, long from, long to) => op.Pattern switch
    {
        OneToOnePattern => to,
        ProbabilityPattern p => p.P * from * to,
        FixedFanInPattern p => (double)p.Count * to,
        CsrPattern p => SizeOf(p.Columns, graph),
        CooPattern p => SizeOf(p.Rows, graph),
        _ => (double)from * to,
    };

    private static double SizeOf(string constant, Graph graph) => graph.Constants.First(c => c.Name == constant).Shape.Size;
}

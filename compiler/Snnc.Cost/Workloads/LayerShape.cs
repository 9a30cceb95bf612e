using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tensors;

namespace Snnc.Cost.Workloads;

/// <summary>The sizes of a layer, from its operator and the shapes around it.</summary>
internal static class LayerShape
{
    /// <summary>A layer with what its node alone tells.</summary>
    public static WorkloadLayer Of(Node node, Graph graph, GraphValues values)
    {
        var layer = new WorkloadLayer { Name = node.Name, Node = node, Kind = KindOf(node.Op) };
        var (from, to) = (node.Inputs.Count == 0 ? node.Type.Shape : values.TypeOf(node.Inputs[0]).Shape, node.Type.Shape);
        return node.Op switch
        {
            ConnectionOp connection => Connection(layer, connection, graph, values, from, to),
            PoolOp pool => Pixels(layer, from, to) with
            {
                KernelHeight = pool.Kernel,
                KernelWidth = pool.Kernel,
                Stride = pool.Stride,
                Padding = pool.Padding,
                Groups = from[0],
            },
            NeuronOp neuron => Pixels(layer, to, to) with { Neurons = to.Size, NeuronWork = NeuronWork.Of(neuron, graph) },
            _ => Pixels(layer, from, to),
        };
    }

    private static LayerKind KindOf(Op op) => op switch
    {
        ConvOp => LayerKind.Convolution,
        DenseOp => LayerKind.Dense,
        SparseOp => LayerKind.Sparse,
        PoolOp => LayerKind.Pool,
        NeuronOp => LayerKind.Population,
        EncodeConstantOp or EncodeRateOp or EncodeLatencyOp or EncodeRowsOp or EncodeDeltaOp => LayerKind.Encode,
        DecodeOp => LayerKind.Decode,
        _ => LayerKind.Elementwise,
    };

    private static WorkloadLayer Connection(WorkloadLayer layer, ConnectionOp op, Graph graph, GraphValues values, Shape from, Shape to)
    {
        var weighted = layer with
        {
            Synapses = Stored(layer.Node, op, graph, values),
            Biases = op.Bias is { } bias ? graph.Constants.First(constant => constant.Name == bias).Shape.Size : 0,
            WeightBits = WeightWidth.Of(graph.Constants.First(constant => constant.Name == op.Weight)),
            DelaySteps = op.Delays is { GreatestSteps: < int.MaxValue and var longest } ? longest : 0,
        };
        return op switch
        {
            ConvOp conv => Pixels(weighted, from, to) with
            {
                KernelHeight = conv.Rank == 1 ? 1 : conv.Kernel,
                KernelWidth = conv.Kernel,
                Stride = conv.Stride,
                Padding = conv.Padding,
                Groups = conv.Groups,
            },
            DenseOp => weighted with
            {
                Height = Leading(from), Channels = from[from.Rank - 1], OutHeight = Leading(to), Filters = to[to.Rank - 1],
            },
            _ => weighted with { Channels = checked((int)from.Size), Filters = checked((int)to.Size) },
        };
    }

    private static long Stored(Node node, ConnectionOp op, Graph graph, GraphValues values) => op is SparseOp
        ? (long)Math.Round(((SparseWork)Works.Of(node, graph, values)).Synapses)
        : graph.Constants.First(constant => constant.Name == op.Weight).Shape.Size;

    private static int Leading(Shape shape) => checked((int)(shape.Size / shape[shape.Rank - 1]));

    // Channels first; what is between them and the last axis are rows.
    private static WorkloadLayer Pixels(WorkloadLayer layer, Shape from, Shape to)
    {
        var ((channels, height, width), (filters, outHeight, outWidth)) = (Split(from), Split(to));
        return layer with { Channels = channels, Height = height, Width = width, Filters = filters, OutHeight = outHeight, OutWidth = outWidth };
    }

    private static (int Channels, int Height, int Width) Split(Shape shape) => shape.Rank switch
    {
        0 => (1, 1, 1),
        1 => (shape[0], 1, 1),
        2 => (shape[0], 1, shape[1]),
        _ => (shape[0], shape.Skip(1).Take(shape.Rank - 2).Aggregate(1, (product, extent) => checked(product * extent)), shape[shape.Rank - 1]),
    };
}

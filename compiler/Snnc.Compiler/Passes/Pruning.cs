using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Prune: a dense connection most of whose weights are 0 becomes a sparse one of those that are not.
/// <code>
/// before                                    after
///   %fc = dense %s {weight = $fc.weight}      %fc = sparse.non_zero %s {weight = $fc.weight}
/// </code>
/// Cases: the weights can be read now, and so few are not 0 that adding them one by one, each at its place, costs less than whole rows do, or, where no
/// spikes arrive, than a matrix product. The synapses are found when the network is loaded, so other weights than those that were read are right too.
/// Sums leave out products with 0 and keep their order, so the bits stay the same. Left alone: weights along leading axes, which are shared; weights
/// rounded to few bits, whose rows are narrow; small connections, where nothing is won; and what cannot be read, which loading reports.
/// </summary>
public static class Pruning
{
    /// <summary>Below so many weights a connection fits the first-level cache and costs less than a microsecond.</summary>
    private const int LeastWeights = 4096;

    /// <summary>The same network with sparse connections for pruned ones.</summary>
    public static Graph Run(Graph graph, PassOptions options)
    {
        if (options.Tensors is not { } tensors)
        {
            return graph;
        }

        var constants = graph.Constants.ToDictionary(constant => constant.Name);
        var values = new GraphValues(graph);
        return graph with
        {
            Nodes = graph.Nodes.Select(node => node.Op is DenseOp dense && values.TypeOf(node.Inputs[0]) is { Shape.Rank: 1 } x
                && Density(constants[dense.Weight], graph, tensors) is { } density && density * options.Costs.Synapse < PerWeight(x, options.Costs)
                ? node with { Op = new SparseOp(new NonZeroPattern(), dense.Weight, dense.Bias, dense.Delays) } : node).ToEquatableArray(),
        };
    }

    // The time of one weight, 0 or not, in the best dense kernel.
    private static double PerWeight(ValueType x, CpuCosts costs) => x.Kind == ValueKind.Spikes ? costs.EventTile.L2 : 1 / costs.DenseRate;

    // The share of the weights that are not 0, where that is known and matters.
    private static double? Density(Constant weight, Graph graph, ITensorResolver tensors)
    {
        if (weight.Shape.Size < LeastWeights || RowRounding.IsRounded(weight))
        {
            return null;
        }

        try
        {
            if (StoredWeights.TensorOf(weight.Value) is { } tensor && StoredWeights.SourceOf(tensor, graph, tensors) is { } source)
            {
                return (source is ITensorStatistics known ? known.StatisticsOf(tensor.Key)?.NonZeros : NonZeros(source.Read(tensor.Key)))
                    / (double)weight.Shape.Size;
            }

            return Scan.NonZeros(new LoadedConstants(graph with { Constants = [weight] }, tensors).Values(weight.Name)) / (double)weight.Shape.Size;
        }
        catch (TensorFormatException)
        {
            return null;
        }
    }

    private static long NonZeros(TensorData data) => data.Values is float[] singles ? Scan.NonZeros(singles) : Scan.NonZeros(data.ToDoubles());
}

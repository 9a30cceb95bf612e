using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>The synapses of a connection, ordered by source, and its bias.</summary>
/// <param name="FirstOfSource">Where the synapses of each source begin; one more entry than there are sources.</param>
/// <param name="Targets">Of each synapse.</param>
/// <param name="Weights">Of each synapse.</param>
/// <param name="Delays">Of each synapse, in steps; null where it has none of its own.</param>
/// <param name="Bias">Of each target.</param>
internal sealed record SynapseTable(int[] FirstOfSource, int[] Targets, double[] Weights, int[]? Delays, double[] Bias)
{
    /// <summary>Lists the synapses of a node's connection.</summary>
    /// <exception cref="TensorFormatException">The constants do not fit the connection.</exception>
    public static SynapseTable Create(ConnectionOp op, Node node, Shape input, LoadedConstants constants)
    {
        var synapses = Synapses.Of(op, input, node.Type.Shape, constants).OrderBy(s => s.From).ToArray();
        var weights = constants.Values(op.Weight);
        CheckCount(op.Weight, weights.Length, op, synapses, node, constants);
        return new SynapseTable(
            CountBySource(synapses, (int)input.Size),
            Array.ConvertAll(synapses, s => s.To),
            Array.ConvertAll(synapses, s => weights[weights.Length == 1 ? 0 : s.Weight]),
            DelaysOf(op, synapses, node, constants),
            BiasOf(op, node.Type.Shape, constants));
    }

    /// <summary>The synapses of several connections without delays, those of a source one connection after the other.</summary>
    /// <param name="parts">The synapses of each, and the number that its first target gets; between two there may be targets of none.</param>
    public static SynapseTable Join(IReadOnlyList<(SynapseTable Table, int FirstTarget)> parts)
    {
        var sources = parts[0].Table.FirstOfSource.Length - 1;
        var (targets, weights, first) = (new List<int>(), new List<double>(), new int[sources + 1]);
        for (var source = 0; source < sources; source++)
        {
            foreach (var (table, firstTarget) in parts)
            {
                for (var k = table.FirstOfSource[source]; k < table.FirstOfSource[source + 1]; k++)
                {
                    targets.Add(table.Targets[k] + firstTarget);
                    weights.Add(table.Weights[k]);
                }
            }

            first[source + 1] = targets.Count;
        }

        var bias = new double[parts.Max(part => part.FirstTarget + part.Table.Bias.Length)];
        foreach (var (table, firstTarget) in parts)
        {
            table.Bias.CopyTo(bias, firstTarget);
        }

        return new SynapseTable(first, [.. targets], [.. weights], null, bias);
    }

    private static int[]? DelaysOf(ConnectionOp op, Synapse[] synapses, Node node, LoadedConstants constants)
    {
        if (op.Delays is not { } d)
        {
            return null;
        }

        var delays = constants.Integers(d.Constant, d.LeastSteps, d.GreatestSteps);
        CheckCount(d.Constant, delays.Length, op, synapses, node, constants);
        return Array.ConvertAll(synapses, s => delays[delays.Length == 1 ? 0 : s.Weight]);
    }

    private static double[] BiasOf(ConnectionOp op, Shape to, LoadedConstants constants)
    {
        if (op.Bias is null)
        {
            return new double[to.Size];
        }

        // Of a convolution one per channel; else broadcast, or (sparse) one per element of the flattened population.
        var (values, shape) = (constants.Values(op.Bias), constants.Declaration(op.Bias).Shape);
        shape = op is ConvOp ? Shape.Of(to.Select((extent, axis) => axis == 0 ? extent : 1)) : shape;
        return Shape.Broadcast(shape, to) == to ? Broadcasting.Expand(values, shape, to) : values;
    }

    private static void CheckCount(string constant, int count, ConnectionOp op, Synapse[] synapses, Node node, LoadedConstants constants)
    {
        if (op is SparseOp { Pattern: not NonZeroPattern } && count != 1 && count != synapses.Length)
        {
            throw constants.Error(constant, $"'{constant}' has {count} numbers for the {synapses.Length} synapses of '{node.Name}'");
        }
    }

    private static int[] CountBySource(Synapse[] synapses, int sources)
    {
        var first = new int[sources + 1];
        foreach (var synapse in synapses)
        {
            first[synapse.From + 1]++;
        }

        for (var i = 0; i < sources; i++)
        {
            first[i + 1] += first[i];
        }

        return first;
    }
}

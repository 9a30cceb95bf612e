using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Numerics;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>A synapse between two flattened populations.</summary>
/// <param name="Weight">Its index in the weight constant, and in that of the delays.</param>
internal readonly record struct Synapse(int From, int To, int Weight);

/// <summary>Lists the synapses of a connection, in the order of its weights.</summary>
internal static class Synapses
{
    /// <summary>All synapses of a connection.</summary>
    public static IEnumerable<Synapse> Of(ConnectionOp op, Shape input, Shape output, LoadedConstants constants) => op switch
    {
        DenseOp dense => OfDense(constants.Declaration(dense.Weight).Shape, (int)input.Size),
        ConvOp conv => OfConv(new ConvGeometry(conv, input, output)),
        SparseOp sparse => OfSparse(sparse, (int)input.Size, (int)output.Size, constants),
        _ => throw new ArgumentException($"{op.GetType()} has no synapses.", nameof(op)),
    };

    private static IEnumerable<Synapse> OfDense(Shape weight, int inputSize)
    {
        var (outputs, inputs) = (weight[0], weight[1]);
        return from row in Enumerable.Range(0, inputSize / inputs)
               from o in Enumerable.Range(0, outputs)
               from i in Enumerable.Range(0, inputs)
               select new Synapse((row * inputs) + i, (row * outputs) + o, (o * inputs) + i);
    }

    private static IEnumerable<Synapse> OfConv(ConvGeometry g) =>
        from o in Enumerable.Range(0, g.Outputs)
        from c in Enumerable.Range(0, g.ChannelsPerGroup)
        let channel = (o / g.OutputsPerGroup * g.ChannelsPerGroup) + c
        from entry in Enumerable.Range(0, g.KernelSize)
        from y in Enumerable.Range(0, g.Height)
        let row = g.OutRow(y, entry / g.KernelWidth)
        where row >= 0
        from x in Enumerable.Range(0, g.Width)
        let column = g.OutColumn(x, entry % g.KernelWidth)
        where column >= 0
        select new Synapse(
            (((channel * g.Height) + y) * g.Width) + x,
            (((o * g.OutHeight) + row) * g.OutWidth) + column,
            (((o * g.ChannelsPerGroup) + c) * g.KernelSize) + entry);

    private static IEnumerable<Synapse> OfSparse(SparseOp op, int from, int to, LoadedConstants constants)
    {
        IEnumerable<(int From, int To)> pairs = op.Pattern switch
        {
            OneToOnePattern => Enumerable.Range(0, to).Select(i => (i, i)),
            ProbabilityPattern p => Probability(p, from, to),
            FixedFanInPattern p => Enumerable.Range(0, to).SelectMany(target => FanIn(p, from, to, target)),
            CsrPattern p => CompressedRows(p, from, to, constants),
            CooPattern p => constants.Integers(p.Columns, 0, from - 1).Zip(constants.Integers(p.Rows, 0, to - 1), (f, t) => (f, t)),
            NonZeroPattern => [],
            _ => throw new ArgumentException($"There is no pattern {op.Pattern.GetType()}.", nameof(op)),
        };
        return op.Pattern is NonZeroPattern
            ? NonZero(constants.Values(op.Weight), from) : pairs.Select((pair, k) => new Synapse(pair.From, pair.To, k));
    }

    private static IEnumerable<(int From, int To)> Probability(ProbabilityPattern p, int from, int to)
    {
        var drawn = DrawnSynapses.Of(from, to, p.P, p.Seed);
        for (var f = 0; f < from; f++)
        {
            for (var k = drawn.FirstOfSource[f]; k < drawn.FirstOfSource[f + 1]; k++)
            {
                yield return (f, drawn.Targets[k]);
            }
        }
    }

    private static IEnumerable<(int From, int To)> FanIn(FixedFanInPattern p, int from, int to, int target) =>
        Enumerable.Range(0, from).OrderBy(f => CounterHash.Hash(p.Seed, ((long)f * to) + target)).ThenBy(f => f)
            .Take(p.Count).OrderBy(f => f).Select(f => (f, target));

    private static IEnumerable<(int From, int To)> CompressedRows(CsrPattern p, int from, int to, LoadedConstants constants)
    {
        var columns = constants.Integers(p.Columns, 0, from - 1);
        var starts = constants.Integers(p.RowStarts, 0, columns.Length);
        for (var row = 0; row < to; row++)
        {
            if (starts[row] > starts[row + 1])
            {
                throw constants.Error(p.RowStarts, $"{constants.Place(p.RowStarts, row + 1)} is less than the row start before it");
            }

            for (var k = starts[row]; k < starts[row + 1]; k++)
            {
                yield return (columns[k], row);
            }
        }
    }

    private static IEnumerable<Synapse> NonZero(double[] weight, int from)
    {
        for (var i = 0; i < weight.Length; i++)
        {
            if (weight[i] != 0)
            {
                yield return new Synapse(i % from, i / from, i);
            }
        }
    }
}

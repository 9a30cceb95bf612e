using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;
using Snnc.Cost.Placement;

namespace Snnc.Cost.Families.Manycore;

/// <summary>Makes projections of what spikes cause.</summary>
internal sealed class ProjectionBuilder(Graph graph, ITensorResolver? tensors, IReadOnlyList<Population> populations, ChipLimits limits)
{
    private readonly Dictionary<string, ConnectionWeights> _weights = [];

    /// <summary>Gets a value indicating whether some weights are real numbers.</summary>
    public bool RoundsWeights => _weights.Values.Any(weights => weights is { Values: not null, AreWhole: false });

    /// <summary>The weights of a connection.</summary>
    public ConnectionWeights WeightsOf(Node connection, Shape input)
    {
        if (!_weights.TryGetValue(connection.Name, out var weights))
        {
            _weights[connection.Name] = weights = ConnectionWeights.Read(connection, input, graph, tensors, limits.WeightExponent);
        }

        return weights;
    }

    /// <summary>The longest delay of a term on the chip, in steps beside the one that every spike takes.</summary>
    public static int DelayOf(ChipTerm term) =>
        Math.Max(0, term.Delay + ((term.Connection?.Op as ConnectionOp)?.Delays is { GreatestSteps: < int.MaxValue and var most } ? most : 0) - 1);

    /// <summary>The synapses of a term into a population.</summary>
    public Projection Build(ChipTerm term, int target)
    {
        var name = term.Connection?.Name ?? populations[target].Name;
        Projection projection = term switch
        {
            { Connection: null } => Listed(name, term, target, new SynapseSize(1, DelayBits(term)), One(term)),
            { Sources: null, Targets: null, Connection.Op: ConvOp conv } when IsImage(term, conv, populations[target]) => Convolution(name, term, target, conv),
            { Targets: null, Connection.Op: DenseOp } when IsFull(term, target) => new DenseProjection(
                name, term.Population, target, Size(term), populations[term.Population].Neurons, populations[target].Neurons, Window(term.Pool)),
            _ => Listed(name, term, target, Size(term), Synapses(term)),
        };
        return projection with { Location = term.Connection?.Location };
    }

    private static int Window(PoolOp? pool) => pool is { Padding: 0 } && pool.Kernel == pool.Stride ? pool.Kernel * pool.Kernel : 1;

    private static int DelayBits(ChipTerm term) => DelayOf(term) == 0 ? 0 : BitOperations.Log2((uint)DelayOf(term)) + 1;

    private SynapseSize Size(ChipTerm term)
    {
        var weights = WeightsOf(term.Connection!, term.ConnectionInput!);
        return new SynapseSize(weights.Bits, DelayBits(term), weights.Exponent);
    }

    // A reshape between population and connection may have made something else of the image.
    private bool IsImage(ChipTerm term, ConvOp conv, Population target) =>
        (term.Pool is not null || IsShaped(populations[term.Population], term.ConnectionInput!, conv.Rank))
        && IsShaped(target, term.Connection!.Type.Shape, conv.Rank);

    private static bool IsShaped(Population population, Shape shape, int rank) =>
        population.Channels == shape[0] && population.Rows == (rank == 2 ? shape[1] : 1) && population.Columns == shape[rank];

    /// <summary>Whether each neuron of the source has a synapse to each of the target.</summary>
    private bool IsFull(ChipTerm term, int target) =>
        term.ConnectionInput!.Rank == 1
        && (term.Sources is null || IsPermutation(term.Sources, term.ConnectionInput.Size))
        && term.Connection!.Type.Shape.Size == populations[target].Neurons
        && WeightsOf(term.Connection, term.ConnectionInput).AreAll
        && (term.Pool is null || Window(term.Pool) > 1);

    private static bool IsPermutation(int[] map, long size) => map.Length == size && map.Distinct().Count() == map.Length && Array.TrueForAll(map, i => i >= 0);

    private ConvolutionProjection Convolution(string name, ChipTerm term, int target, ConvOp conv)
    {
        var (from, to) = (populations[term.Population], populations[target]);
        return new ConvolutionProjection(
            name, term.Population, target, Size(term),
            conv.Rank == 1 ? new AxisTaps(1, 1, 1, 1, 0, 1) : Axis(from.Rows, to.Rows, conv, term.Pool),
            Axis(from.Columns, to.Columns, conv, term.Pool),
            from.Channels,
            to.Channels,
            conv.Groups);
    }

    // Pooling windows that the kernel's weights are spread over: neighbouring weights are equal.
    private static AxisTaps Axis(int from, int to, ConvOp conv, PoolOp? pool) => pool is null
        ? new AxisTaps(from, to, conv.Kernel, conv.Stride, conv.Padding, conv.Dilation)
        : new AxisTaps(
            from, to, ((conv.Kernel - 1) * conv.Dilation * pool.Stride) + pool.Kernel, conv.Stride * pool.Stride,
            (conv.Padding * pool.Stride) + pool.Padding, 1, pool.Stride);

    private MatrixProjection Listed(string name, ChipTerm term, int target, SynapseSize size, IEnumerable<(int From, int To)> synapses)
    {
        var lists = Enumerable.Range(0, populations[term.Population].Neurons).Select(_ => new List<int>()).ToArray();
        var positions = term.Targets is null ? null
            : term.Targets.Select((element, position) => (element, position)).Where(p => p.element >= 0).ToLookup(p => p.element, p => p.position);
        var neurons = NeuronsOf(term);
        foreach (var (from, to) in synapses)
        {
            foreach (var position in positions is null ? [to] : positions[to])
            {
                foreach (var neuron in neurons(from))
                {
                    lists[neuron].Add(position);
                }
            }
        }

        return new MatrixProjection(
            name, term.Population, target, size, populations[term.Population], populations[target], [.. lists.Select(list => list.Order().ToArray())]);
    }

    private IEnumerable<(int From, int To)> One(ChipTerm term) =>
        Enumerable.Range(0, term.Sources?.Length ?? populations[term.Population].Neurons).Select(i => (i, i));

    private IEnumerable<(int From, int To)> Synapses(ChipTerm term)
    {
        var table = WeightsOf(term.Connection!, term.ConnectionInput!).Table();
        for (var from = 0; from + 1 < table.FirstOfSource.Length; from++)
        {
            for (var k = table.FirstOfSource[from]; k < table.FirstOfSource[from + 1]; k++)
            {
                if (table.Weights[k] != 0)
                {
                    yield return (from, table.Targets[k]);
                }
            }
        }
    }

    /// <summary>The neurons whose spikes an element of what the term begins with is.</summary>
    private Func<int, IEnumerable<int>> NeuronsOf(ChipTerm term)
    {
        var population = populations[term.Population];
        return element => (term.Sources is null ? element : term.Sources[element]) is >= 0 and var source
            ? term.Pool is { } pool ? Pooled(source, pool, population) : [source]
            : [];
    }

    private static IEnumerable<int> Pooled(int element, PoolOp pool, Population population)
    {
        var (rows, columns) = (PooledExtent(population.Rows, pool), PooledExtent(population.Columns, pool));
        var (channel, row, column) = (element / (rows * columns), element / columns % rows, element % columns);
        return from y in Enumerable.Range((row * pool.Stride) - pool.Padding, pool.Kernel)
               where y >= 0 && y < population.Rows
               from x in Enumerable.Range((column * pool.Stride) - pool.Padding, pool.Kernel)
               where x >= 0 && x < population.Columns
               select (((channel * population.Rows) + y) * population.Columns) + x;
    }

    private static int PooledExtent(int extent, PoolOp pool) => ((extent + (2 * pool.Padding) - pool.Kernel) / pool.Stride) + 1;
}

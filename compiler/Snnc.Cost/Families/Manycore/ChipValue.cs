using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Cost.Families.Manycore;

/// <summary>What a value of the network is to a chip.</summary>
internal enum ValueOrigin
{
    /// <summary>The same in every step: the bias of who reads it.</summary>
    Constant,

    /// <summary>Numbers that vary: no chip of spikes takes them.</summary>
    Graded,

    /// <summary>Spikes, or sums of weights that spikes cause.</summary>
    Spikes,
}

/// <summary>A value as a sum of what spikes of populations cause.</summary>
/// <param name="Origin">What it is.</param>
/// <param name="Terms">Of spikes: the summands.</param>
internal sealed record ChipValue(ValueOrigin Origin, IReadOnlyList<ChipTerm> Terms)
{
    /// <summary>Gets what does not change.</summary>
    public static ChipValue Constant { get; } = new(ValueOrigin.Constant, []);

    /// <summary>Gets what varies and is no spike.</summary>
    public static ChipValue Graded { get; } = new(ValueOrigin.Graded, []);

    /// <summary>The sum of several: graded where one is.</summary>
    public static ChipValue Sum(IReadOnlyList<ChipValue> values) => new(
        values.Select(value => value.Origin).Append(ValueOrigin.Constant).Aggregate(Stronger), [.. values.SelectMany(value => value.Terms)]);

    /// <summary>The same elements elsewhere.</summary>
    /// <param name="map">Of each element of the result the one that it is, -1 where it is none of these.</param>
    public ChipValue Moved(int[] map) => this with { Terms = [.. Terms.Select(term => term.Moved(map))] };

    private static ValueOrigin Stronger(ValueOrigin a, ValueOrigin b) =>
        a == ValueOrigin.Graded || b == ValueOrigin.Graded ? ValueOrigin.Graded : a == ValueOrigin.Spikes ? a : b;
}

/// <summary>What the spikes of one population cause: through a pooling window, then a choice of elements, then a connection, then a choice again.</summary>
/// <param name="Population">Index of the population.</param>
internal sealed record ChipTerm(int Population)
{
    /// <summary>Gets the node that sums over windows, or null.</summary>
    public PoolOp? Pool { get; init; }

    /// <summary>Gets which elements, before the connection; null for all in order.</summary>
    public int[]? Sources { get; init; }

    /// <summary>Gets the steps that it comes later.</summary>
    public int Delay { get; init; }

    /// <summary>Gets the connection, or null where spikes arrive as they are.</summary>
    public Node? Connection { get; init; }

    /// <summary>Gets the shape that the connection reads.</summary>
    public Shape? ConnectionInput { get; init; }

    /// <summary>Gets which elements, behind the connection; null for all in order.</summary>
    public int[]? Targets { get; init; }

    /// <summary>The same with its elements moved.</summary>
    public ChipTerm Moved(int[] map) => Connection is null ? this with { Sources = Compose(Sources, map) } : this with { Targets = Compose(Targets, map) };

    private static int[] Compose(int[]? inner, int[] map) => inner is null ? map : [.. map.Select(i => i < 0 ? -1 : inner[i])];
}

using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Tensors;

/// <summary>The extents of an array, outermost first; no extents is a scalar. There is no batch axis anywhere in this compiler.</summary>
[System.Runtime.CompilerServices.CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed record Shape(EquatableArray<int> Extents) : IReadOnlyList<int>
{
    /// <summary>Gets the shape of a scalar.</summary>
    public static Shape Scalar { get; } = new(EquatableArray<int>.Empty);

    /// <summary>Gets the number of axes.</summary>
    public int Rank => Extents.Count;

    /// <summary>Gets the number of axes.</summary>
    public int Count => Extents.Count;

    /// <summary>Gets the number of elements.</summary>
    public long Size => Extents.Aggregate(1L, (product, extent) => product * extent);

    /// <summary>Gets the extent of an axis.</summary>
    public int this[int axis] => Extents[axis];

    /// <summary>A shape of these extents.</summary>
    public static Shape Create(System.ReadOnlySpan<int> extents) => new(EquatableArray.Create(extents));

    /// <summary>A shape of these extents.</summary>
    public static Shape Of(IEnumerable<int> extents) => new(extents.ToEquatableArray());

    /// <summary>The common shape of two by NumPy's broadcasting, or null if they do not fit.</summary>
    public static Shape? Broadcast(Shape a, Shape b)
    {
        var rank = a.Rank > b.Rank ? a.Rank : b.Rank;
        var extents = new int[rank];
        for (var i = 1; i <= rank; i++)
        {
            var x = i <= a.Rank ? a[a.Rank - i] : 1;
            var y = i <= b.Rank ? b[b.Rank - i] : 1;
            if (x != y && x != 1 && y != 1)
            {
                return null;
            }

            extents[rank - i] = x == 1 ? y : x;
        }

        return Of(extents);
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => Extents.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As written in the language: <c>[1, 28, 28]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Extents.Select(e => e.ToString(CultureInfo.InvariantCulture)))}]";
}

using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>Rows of a table by their indices.</summary>
public static class Embedding
{
    /// <summary>y[..., :] = table[x[...], :].</summary>
    /// <param name="x">Whole numbers.</param>
    /// <param name="table">[entries, size].</param>
    /// <param name="node">The operator's name in the program, for the message.</param>
    /// <exception cref="SnncRunException">An index is not whole, or out of range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lookup<T>(ReadOnlySpan<T> x, ReadOnlySpan<float> table, int size, string node, Span<float> y)
        where T : unmanaged, INumber<T>
    {
        var entries = Guard.Rows(table.Length, size, nameof(table));
        Guard.Length(y.Length, x.Length * size, nameof(y));
        for (var i = 0; i < x.Length; i++)
        {
            var index = long.CreateSaturating(x[i]);
            if (index < 0 || index >= entries || !T.IsInteger(x[i]))
            {
                throw new SnncRunException(
                    $"The embedding '{node}' was asked for entry {x[i]} (element {i} of its input), but has entries 0 to {entries - 1}.");
            }

            table.Slice((int)index * size, size).CopyTo(y.Slice(i * size, size));
        }
    }
}

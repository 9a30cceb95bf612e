using System;
using System.Linq;

namespace Snnc.Runtime;

/// <summary>Rows that each thread of a shared work has for itself.</summary>
public sealed class MemberRows
{
    private StepRows<float>[] _rows;

    /// <summary>Makes those of one thread, in an arena.</summary>
    /// <param name="arena">The arena.</param>
    /// <param name="offset">Where in it, in bytes.</param>
    /// <param name="size">Elements of a row.</param>
    /// <param name="steps">The most steps of a tile.</param>
    public MemberRows(ArenaMemory arena, long offset, int size, int steps) => _rows = [new StepRows<float>(arena, offset, size, steps)];

    /// <summary>The rows of a member of the work.</summary>
    public StepRows<float> this[int member] => _rows[member];

    /// <summary>Makes those of further threads.</summary>
    public void Grow(int threads)
    {
        var first = _rows[0];
        _rows = [.. _rows, .. Enumerable.Range(0, Math.Max(threads - _rows.Length, 0)).Select(_ => new StepRows<float>(first.Size, first.Steps))];
    }
}

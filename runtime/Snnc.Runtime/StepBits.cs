using System;

namespace Snnc.Runtime;

/// <summary>The spikes of one node in every step of a tile of time: a bit an element, the steps one after the other in whole words of 64 bits.</summary>
public sealed class StepBits
{
    private const int WordBits = 64;

    private readonly AlignedArray<byte> _bytes;

    /// <summary>Makes bits in an arena, of what stands there.</summary>
    /// <param name="arena">The arena.</param>
    /// <param name="offset">Where in it, in bytes.</param>
    /// <param name="size">Elements of a step.</param>
    /// <param name="steps">The most steps of a tile.</param>
    public StepBits(ArenaMemory arena, long offset, int size, int steps)
    {
        Size = size;
        BytesPerStep = (size + WordBits - 1) / WordBits * sizeof(ulong);
        _bytes = new AlignedArray<byte>(arena, offset, checked(BytesPerStep * steps));
    }

    /// <summary>Gets the number of elements of a step.</summary>
    public int Size { get; }

    /// <summary>Gets the number of bytes from a step's bits to the next's.</summary>
    public int BytesPerStep { get; }

    /// <summary>Gets the first byte of the first step, for vectors.</summary>
    public ref byte Start => ref _bytes.GetPinnableReference();

    /// <summary>The bits of a step.</summary>
    public ReadOnlySpan<byte> this[int step] => _bytes.Span.Slice(step * BytesPerStep, BytesPerStep);

    /// <summary>Writes a step's spikes as numbers.</summary>
    internal void CopyTo(int step, Span<float> row)
    {
        var bits = this[step];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = (bits[i >> 3] >> (i & 7)) & 1;
        }
    }
}

using System;

namespace Snnc.Runtime;

/// <summary>What generated methods do with the spans that they are given.</summary>
public static class Spans
{
    /// <summary>Refuses a span that has not the length it should.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Require(int actual, long expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} has {actual} elements, not {expected}.", name);
        }
    }

    /// <summary>The same of an output, which is left out by an empty span.</summary>
    /// <exception cref="ArgumentException">It is neither empty nor of the length it should.</exception>
    public static void RequireOrEmpty(int actual, long expected, string name)
    {
        if (actual != 0)
        {
            Require(actual, expected, name);
        }
    }

    /// <summary>The part of some samples; of an output that is left out nothing.</summary>
    /// <param name="from">The first sample.</param>
    /// <param name="samples">How many.</param>
    /// <param name="length">The elements of one.</param>
    public static Span<T> Part<T>(Span<T> all, int from, int samples, int length) =>
        all.IsEmpty ? all : all.Slice(from * length, samples * length);

    /// <summary>Writes an output, unless it is left out.</summary>
    public static void Give<T>(ReadOnlySpan<T> values, Span<T> output)
    {
        if (!output.IsEmpty)
        {
            values.CopyTo(output);
        }
    }

    /// <inheritdoc cref="Give{T}(ReadOnlySpan{T}, Span{T})"/>
    public static void Give<T>(T[] values, Span<T> output) => Give(new ReadOnlySpan<T>(values), output);

    /// <summary>An output, or where it is left out an array to write to instead.</summary>
    /// <param name="length">Elements.</param>
    /// <param name="spare">The array; made where it is missing or too short.</param>
    public static Span<T> OrSpare<T>(Span<T> output, long length, ref T[]? spare)
    {
        if (!output.IsEmpty)
        {
            return output;
        }

        spare = spare is null || spare.Length < length ? new T[length] : spare;
        return spare;
    }
}

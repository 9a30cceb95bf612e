using System;
using System.Collections.Generic;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;

namespace Snnc.Cli.Running;

/// <summary>One recorded quantity: what a node gives, or one of its states. Threads record different samples.</summary>
internal abstract class TraceChannel
{
    /// <summary>Keeps the values of a step; -1 is the one step of a frame.</summary>
    public abstract void Add(int sample, int step, ReadOnlySpan<float> values);

    /// <summary>Keeps the values of a step; -1 is the one step of a frame.</summary>
    public abstract void Add(int sample, int step, ReadOnlySpan<long> values);

    /// <summary>What is written of it.</summary>
    public abstract IEnumerable<NamedArray> Arrays();
}

/// <summary>Numbers as they are, under the name of the node or state.</summary>
internal sealed class NumberChannel<T>(string name, int[] shape, int length, Func<long, T> ofWhole, Func<float, T> ofReal) : TraceChannel
{
    private readonly T[] _values = new T[Shape.Of(shape).Size];

    /// <inheritdoc/>
    public override void Add(int sample, int step, ReadOnlySpan<float> values)
    {
        var target = Target(sample, step);
        for (var i = 0; i < values.Length; i++)
        {
            target[i] = ofReal(values[i]);
        }
    }

    /// <inheritdoc/>
    public override void Add(int sample, int step, ReadOnlySpan<long> values)
    {
        var target = Target(sample, step);
        for (var i = 0; i < values.Length; i++)
        {
            target[i] = ofWhole(values[i]);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<NamedArray> Arrays() => [new NamedArray(name, Shape.Of(shape), _values)];

    private Span<T> Target(int sample, int step) => _values.AsSpan((sample * (_values.Length / shape[0])) + (Math.Max(step, 0) * length), length);
}

/// <summary>
/// Spikes as bits, eight to a byte, the first in the highest place, as numpy.packbits lays them: <c>NAME.spikes</c>, and <c>NAME.spikes.shape</c>.
/// Where a neuron fired more than once in a step, <c>NAME.counts</c> holds the numbers too.
/// </summary>
internal sealed class SpikeChannel(string name, int[] shape, int length) : TraceChannel
{
    // A byte for each spike while several threads record: they would meet in the bytes of the bits.
    private readonly byte[] _counts = new byte[Shape.Of(shape).Size];

    /// <inheritdoc/>
    public override void Add(int sample, int step, ReadOnlySpan<float> values)
    {
        var start = (sample * (_counts.Length / shape[0])) + (Math.Max(step, 0) * length);
        for (var i = 0; i < values.Length; i++)
        {
            _counts[start + i] = (byte)Math.Min(values[i], byte.MaxValue);
        }
    }

    /// <inheritdoc/>
    public override void Add(int sample, int step, ReadOnlySpan<long> values) =>
        throw new InvalidOperationException("Spikes are held as real numbers.");

    /// <inheritdoc/>
    public override IEnumerable<NamedArray> Arrays()
    {
        var packed = Pack();
        yield return new NamedArray($"{name}.spikes", Shape.Of([packed.Length]), packed);
        yield return new NamedArray($"{name}.spikes.shape", Shape.Of([shape.Length]), Array.ConvertAll(shape, extent => (long)extent));
        if (_counts.AsSpan().ContainsAnyExceptInRange<byte>(0, 1))
        {
            yield return new NamedArray($"{name}.counts", Shape.Of(shape), _counts);
        }
    }

    private byte[] Pack()
    {
        var packed = new byte[(_counts.Length + 7) / 8];
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] != 0)
            {
                packed[i >> 3] |= (byte)(0x80 >> (i & 7));
            }
        }

        return packed;
    }
}

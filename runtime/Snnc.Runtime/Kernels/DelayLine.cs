using System;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// y(t) = x(t - delay), 0 before the start, one delay for all elements. In a step call <see cref="Step"/>; or, where x is not known yet and the
/// delay is 1 or more, <see cref="Read"/> and later <see cref="Write"/>.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class DelayLine<T> : IStatePart
    where T : unmanaged
{
    private readonly T[] _ring;
    private readonly int _length;
    private readonly int _steps;
    private int _slot;

    /// <summary>Makes a line of zeros.</summary>
    /// <param name="length">Elements of x.</param>
    /// <param name="steps">The delay, 0 or more.</param>
    public DelayLine(int length, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        _length = length;
        _steps = steps;
        _ring = DelaySteps.Ring<T>(steps, length);
    }

    /// <summary>One step: y = x(t - delay), and x is kept.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Step(ReadOnlySpan<T> x, Span<T> y)
    {
        if (_steps == 0)
        {
            Guard.Length(x.Length, _length, nameof(x));
            Guard.Length(y.Length, _length, nameof(y));
            x.CopyTo(y);
            return;
        }

        Read(y);
        Write(x);
    }

    /// <summary>What is due in this step. The delay is at least 1.</summary>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    public void Read(Span<T> y)
    {
        Guard.Length(y.Length, _length, nameof(y));
        Slot().CopyTo(y);
    }

    /// <summary>Keeps this step's input and ends the step. The delay is at least 1.</summary>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    public void Write(ReadOnlySpan<T> x)
    {
        Guard.Length(x.Length, _length, nameof(x));
        x.CopyTo(Slot());
        _slot = _slot + 1 == _steps ? 0 : _slot + 1;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_ring);
        _slot = 0;
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Write(_slot);
        writer.Write(_ring);
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        _slot = reader.Read(0, Math.Max(_steps, 1));
        reader.Read(_ring);
    }

    private Span<T> Slot() => _ring.AsSpan(_slot * _length, _length);
}

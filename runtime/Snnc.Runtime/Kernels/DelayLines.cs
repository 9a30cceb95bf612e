using System;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// y_i(t) = x_i(t - d_i), 0 before the start: a delay for each element. In a step call <see cref="Step"/>; or, where x is not known yet and every
/// delay is 1 or more, <see cref="Read"/> and later <see cref="Write"/>.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class DelayLines<T> : IStatePart
    where T : unmanaged
{
    private readonly int[] _delays;
    private readonly int[] _starts;
    private readonly int[] _slots;
    private readonly T[] _rings;

    /// <summary>Makes lines of zeros.</summary>
    /// <param name="delays">The delay of each element in steps, 0 or more.</param>
    /// <exception cref="SnncRunException">A delay is out of range.</exception>
    public DelayLines(ReadOnlySpan<long> delays)
    {
        _delays = new int[delays.Length];
        _starts = new int[delays.Length];
        _slots = new int[delays.Length];
        var total = 0L;
        for (var i = 0; i < delays.Length; i++)
        {
            _delays[i] = DelaySteps.Checked(delays[i]);
            _starts[i] = (int)Math.Min(total, int.MaxValue);
            total += _delays[i];
        }

        _rings = DelaySteps.Ring<T>(total, 1);
    }

    /// <summary>One step: y_i = x_i(t - d_i), and x is kept.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(ReadOnlySpan<T> x, Span<T> y)
    {
        Guard.Length(x.Length, _delays.Length, nameof(x));
        Guard.Length(y.Length, _delays.Length, nameof(y));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = _delays[i] == 0 ? x[i] : _rings[_starts[i] + _slots[i]];
        }

        Write(x);
    }

    /// <summary>What is due in this step. Every delay is at least 1.</summary>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(Span<T> y)
    {
        Guard.Length(y.Length, _delays.Length, nameof(y));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = _rings[_starts[i] + _slots[i]];
        }
    }

    /// <summary>Keeps this step's input and ends the step.</summary>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(ReadOnlySpan<T> x)
    {
        Guard.Length(x.Length, _delays.Length, nameof(x));
        for (var i = 0; i < x.Length; i++)
        {
            if (_delays[i] > 0)
            {
                _rings[_starts[i] + _slots[i]] = x[i];
                _slots[i] = _slots[i] + 1 == _delays[i] ? 0 : _slots[i] + 1;
            }
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_rings);
        Array.Clear(_slots);
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Write(_slots);
        writer.Write(_rings);
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        var slots = new int[_slots.Length];
        reader.Read(slots);
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] < 0 || slots[i] >= Math.Max(_delays[i], 1))
            {
                throw new SnncRunException("The saved state is damaged: a delay line has lost its place.");
            }
        }

        slots.CopyTo(_slots, 0);
        reader.Read(_rings);
    }
}

using System;
using System.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Sums of what will arrive in this and later steps, a ring of one row for each: an input is spread when it comes, each synapse into the row
/// of its delay, and a step's sum is complete when the step comes. In a step: <c>Delayed.Send</c> (first, if a delay may be 0), <c>Delayed.Take</c>,
/// then <see cref="Advance"/>.
/// </summary>
/// <typeparam name="T">Single precision, or 64-bit whole numbers.</typeparam>
public sealed class FutureSums<T> : IStatePart
    where T : unmanaged, INumber<T>
{
    private readonly T[] _rows;
    private readonly int _slots;
    private int _now;

    /// <summary>Makes sums of 0.</summary>
    /// <param name="length">Targets.</param>
    /// <param name="greatestDelay">The greatest delay in steps.</param>
    /// <exception cref="SnncRunException">They would take too much memory.</exception>
    public FutureSums(int length, int greatestDelay)
    {
        Length = length;
        _slots = greatestDelay + 1;
        _rows = DelaySteps.Ring<T>(_slots, length);
    }

    /// <summary>Gets the number of targets.</summary>
    public int Length { get; }

    /// <summary>Gets the sums that are due now.</summary>
    public ReadOnlySpan<T> Due => At(0);

    /// <summary>Ends the step.</summary>
    public void Advance()
    {
        At(0).Clear();
        _now = _now + 1 == _slots ? 0 : _now + 1;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_rows);
        _now = 0;
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Write(_now);
        writer.Write(_rows);
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        _now = reader.Read(0, _slots);
        reader.Read(_rows);
    }

    /// <summary>The sums that are due in <paramref name="delay"/> steps.</summary>
    internal Span<T> At(int delay)
    {
        var slot = _now + delay;
        return _rows.AsSpan((slot >= _slots ? slot - _slots : slot) * Length, Length);
    }
}

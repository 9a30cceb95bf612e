using System;

namespace Snnc.Conversion.Calibration;

/// <summary>
/// A percentile of many values, of which only the largest are kept: those above it. Exact, between two values in proportion (NumPy's default).
/// </summary>
/// <param name="total">How many values there will be.</param>
/// <param name="percentile">From 0 to 100.</param>
internal sealed class LargestValues(long total, double percentile)
{
    private const int Block = 1 << 16;

    private readonly double _place = percentile / 100 * (total - 1);
    private float[] _kept = [];
    private int _count;
    private float _least = float.NegativeInfinity;

    private int Needed => checked((int)(total - (long)Math.Floor(_place)));

    /// <summary>Gets the largest of all.</summary>
    public double Largest
    {
        get
        {
            Prune();
            return _kept[_count - 1];
        }
    }

    /// <summary>Gets the percentile.</summary>
    public double Quantile
    {
        get
        {
            Prune();
            double below = _kept[_count - Needed], above = Needed > 1 ? _kept[_count - Needed + 1] : below;
            return below + ((above - below) * (_place - Math.Floor(_place)));
        }
    }

    /// <summary>Adds values.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (value > _least || _count < Needed)
            {
                Add(value);
            }
        }
    }

    /// <summary>Adds what another kept, of as many values in all.</summary>
    public void Add(LargestValues other) => Add(other._kept.AsSpan(0, other._count));

    private void Add(float value)
    {
        if (_count == _kept.Length)
        {
            Grow();
        }

        _kept[_count++] = value;
    }

    // Full: what is too small goes, or, while too few are known, there is more room.
    private void Grow()
    {
        Prune();
        if (_count + Block > _kept.Length)
        {
            Array.Resize(ref _kept, _count + Math.Max(Block, _count));
        }
    }

    // Afterwards the largest stand in order.
    private void Prune()
    {
        Array.Sort(_kept, 0, _count);
        if (_count > Needed)
        {
            Array.Copy(_kept, _count - Needed, _kept, 0, Needed);
            _count = Needed;
            _least = _kept[0];
        }
    }
}

using System;

namespace Snnc.Runtime;

/// <summary>
/// The spikes of a population as a network gives them, a row of numbers per step, seen as bits or as events; nothing is copied or allocated.
/// <code>foreach (var spike in new SpikeRaster(raster, neurons: 128)) { Console.WriteLine($"{spike.Neuron} in step {spike.Step}"); }</code>
/// </summary>
public readonly ref struct SpikeRaster
{
    private readonly ReadOnlySpan<float> _values;
    private readonly long _firstStep;

    /// <summary>Looks at spikes.</summary>
    /// <param name="values">Rows of spike counts, one after the other.</param>
    /// <param name="neurons">The length of a row.</param>
    /// <param name="firstStep">The step of the first row.</param>
    /// <exception cref="ArgumentException">They are no full rows.</exception>
    public SpikeRaster(ReadOnlySpan<float> values, int neurons, long firstStep = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neurons);
        if (values.Length % neurons != 0)
        {
            throw new ArgumentException($"{values.Length} numbers are no rows of {neurons} neurons.", nameof(values));
        }

        _values = values;
        Neurons = neurons;
        _firstStep = firstStep;
    }

    /// <summary>Gets the number of neurons.</summary>
    public int Neurons { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Steps => _values.Length / Neurons;

    /// <summary>Gets the bytes that the bits of a row take.</summary>
    public int BytesPerStep => (Neurons + 7) / 8;

    /// <summary>Gets the number of events: places that are not 0.</summary>
    public int Count => _values.Length - _values.Count(0f);

    /// <summary>Gets the spike counts of a row.</summary>
    public ReadOnlySpan<float> this[int row] => _values.Slice(row * Neurons, Neurons);

    /// <summary>
    /// Writes which neurons spiked: for each row <see cref="BytesPerStep"/> bytes, in which neuron n is bit n % 8 (the lowest first) of byte n / 8.
    /// </summary>
    /// <exception cref="ArgumentException">There is no room for all rows.</exception>
    public void ToBits(Span<byte> bits)
    {
        if (bits.Length < Steps * BytesPerStep)
        {
            throw new ArgumentException($"{Steps} steps of {Neurons} neurons take {Steps * BytesPerStep} bytes, not {bits.Length}.", nameof(bits));
        }

        bits[..(Steps * BytesPerStep)].Clear();
        for (var i = 0; i < _values.Length; i++)
        {
            var (row, neuron) = Math.DivRem(i, Neurons);
            bits[(row * BytesPerStep) + (neuron / 8)] |= (byte)(_values[i] != 0 ? 1 << (neuron % 8) : 0);
        }
    }

    /// <summary>The events, step by step, in each by neuron.</summary>
    public SpikeEvent[] ToEvents()
    {
        var events = new SpikeEvent[Count];
        var next = 0;
        foreach (var spike in this)
        {
            events[next++] = spike;
        }

        return events;
    }

    /// <summary>Goes through the events, step by step, in each by neuron.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Goes through events.</summary>
    public ref struct Enumerator
    {
        private readonly SpikeRaster _raster;
        private int _at = -1;

        internal Enumerator(SpikeRaster raster) => _raster = raster;

        /// <summary>Gets the event.</summary>
        public readonly SpikeEvent Current => new(_raster._firstStep + (_at / _raster.Neurons), _at % _raster.Neurons, _raster._values[_at]);

        /// <summary>Goes to the next event, if there is one.</summary>
        public bool MoveNext()
        {
            var left = _raster._values[Math.Min(_at + 1, _raster._values.Length)..];
            var next = left.IndexOfAnyExcept(0f);
            _at = next < 0 ? _raster._values.Length : _at + 1 + next;
            return next >= 0;
        }
    }
}

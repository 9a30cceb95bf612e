using System;

namespace Snnc.Runtime;

/// <summary>A state of a population that holds whole numbers from 0 to 255, in a byte for each neuron; else as <see cref="LaneState"/>.</summary>
public sealed class ByteState : IStatePart
{
    private readonly AlignedArray<byte> _bytes;
    private readonly float[] _values;
    private readonly byte _initial;

    /// <summary>Makes a state that starts with the same number in all neurons.</summary>
    public ByteState(int size, float initial)
    {
        _values = new float[size];
        _initial = (byte)initial;
        _bytes = new AlignedArray<byte>(Lanes.Padded(size));
    }

    /// <summary>Gets the number of neurons.</summary>
    public int Size => _values.Length;

    /// <summary>Gets the values of the neurons, as numbers of the moment: what is written to them changes no state.</summary>
    public Span<float> Values
    {
        get
        {
            for (var i = 0; i < Size; i++)
            {
                _values[i] = _bytes.Span[i];
            }

            return _values;
        }
    }

    /// <summary>Gets the first neuron's byte, for vectors.</summary>
    public ref byte Start => ref _bytes.GetPinnableReference();

    /// <summary>Gets the bytes of the neurons.</summary>
    internal Span<byte> Bytes => _bytes.Span[..Size];

    /// <inheritdoc/>
    public void Reset() => _bytes.Span.Fill(_initial);

    /// <inheritdoc/>
    public void Save(StateWriter writer) => writer.Write<float>(Values);

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        reader.Read(_values.AsSpan());
        for (var i = 0; i < Size; i++)
        {
            _bytes.Span[i] = (byte)_values[i];
        }
    }
}

using System;

namespace Snnc.Runtime;

/// <summary>A state of a population of neurons that are computed eight at a time: padded to full eights, and aligned.</summary>
public sealed class LaneState : IStatePart
{
    private readonly AlignedArray<float> _values;
    private readonly float[] _initial;

    /// <summary>Makes a state that starts with the same number in all neurons.</summary>
    /// <param name="size">Neurons.</param>
    /// <param name="initial">The number.</param>
    /// <param name="apart">How far behind the start of a page it lies, in bytes, where it is large.</param>
    public LaneState(int size, float initial, int apart = 0)
        : this(size, Filled(size, initial), apart)
    {
    }

    /// <summary>Makes a state.</summary>
    /// <param name="size">Neurons.</param>
    /// <param name="initial">What each starts with; padded or not.</param>
    /// <param name="apart">How far behind the start of a page it lies, in bytes, where it is large.</param>
    public LaneState(int size, float[] initial, int apart = 0)
    {
        Size = size;
        _initial = initial;
        _values = new AlignedArray<float>(Lanes.Padded(size), apart);
    }

    /// <summary>Makes a state that lies beside others, and starts with the same number in all neurons.</summary>
    /// <param name="memory">Where they lie.</param>
    /// <param name="first">The place of the first neuron, a multiple of 16.</param>
    /// <param name="size">Neurons.</param>
    /// <param name="initial">The number.</param>
    public LaneState(AlignedArray<float> memory, int first, int size, float initial)
        : this(memory, first, size, Filled(size, initial))
    {
    }

    /// <summary>Makes a state that lies beside others.</summary>
    /// <param name="memory">Where they lie.</param>
    /// <param name="first">The place of the first neuron, a multiple of 16.</param>
    /// <param name="size">Neurons.</param>
    /// <param name="initial">What each starts with; padded or not.</param>
    public LaneState(AlignedArray<float> memory, int first, int size, float[] initial)
    {
        Size = size;
        _initial = initial;
        _values = new AlignedArray<float>(memory, first, Lanes.Padded(size));
    }

    /// <summary>Gets the number of neurons.</summary>
    public int Size { get; }

    /// <summary>Gets the values of the neurons.</summary>
    public Span<float> Values => _values.Span[..Size];

    /// <summary>Gets the first neuron's value, for vectors.</summary>
    public ref float Start => ref _values.GetPinnableReference();

    /// <inheritdoc/>
    public void Reset() => _initial.CopyTo(_values.Span);

    /// <inheritdoc/>
    public void Save(StateWriter writer) => writer.Write<float>(Values);

    /// <inheritdoc/>
    public void Load(StateReader reader) => reader.Read(Values);

    private static float[] Filled(int size, float value)
    {
        var values = new float[size];
        Array.Fill(values, value);
        return values;
    }
}

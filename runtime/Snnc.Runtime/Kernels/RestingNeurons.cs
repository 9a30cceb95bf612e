using System;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// The neurons of a population that rest after a spike. Each is on the list of the step in which it wakes, counted round; what the rest holds is no number
/// until then, so that a population need not ask who rests. Before and after a run of steps the states are what they are elsewhere.
/// </summary>
public sealed class RestingNeurons
{
    // The first of each list, then for each neuron who is next: one more than the neuron, or 0 where the list ends.
    private readonly ArenaArray<int> _memory;
    private readonly int _lists;
    private readonly ByteState _counter;
    private readonly (LaneState State, float Value)[] _held;

    /// <summary>Makes empty lists in an arena.</summary>
    /// <param name="arena">The arena.</param>
    /// <param name="offset">Where in it, in bytes; room for a 32-bit number for each neuron, for each step of a rest and one more.</param>
    /// <param name="steps">The steps of a rest.</param>
    /// <param name="counter">The steps that each neuron rests still; 0 within a run.</param>
    /// <param name="held">The states that a rest holds, and what they are held at.</param>
    public RestingNeurons(ArenaMemory arena, long offset, int steps, ByteState counter, params (LaneState State, float Value)[] held)
    {
        (_lists, _counter, _held) = (steps + 1, counter, held);
        _memory = new ArenaArray<int>(arena, offset, _lists + counter.Size);
    }

    /// <summary>Takes over those that rest, before the first step of a run.</summary>
    /// <param name="step">That step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(int step)
    {
        _memory.Values[.._lists].Clear();
        var left = _counter.Bytes;
        var from = 0;
        for (int next; (next = left[from..].IndexOfAnyExcept((byte)0)) >= 0; from += next + 1)
        {
            Lay(from + next, step + left[from + next]);
        }

        left.Clear();
    }

    /// <summary>Wakes those whose rest ended with the step before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Wake(int step)
    {
        ref var list = ref _memory.Values[step % _lists];
        for (var next = list; next != 0; next = _memory.Values[_lists + next - 1])
        {
            Hold(next - 1);
        }

        list = 0;
    }

    /// <summary>Puts those to rest that spike.</summary>
    /// <param name="spikes">Who spikes.</param>
    /// <param name="step">Of the tile.</param>
    /// <param name="t">The same step of the run.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rest(SpikeLists spikes, int step, int t)
    {
        var (start, count) = spikes.Of(step);
        for (var k = start; k < start + count; k++)
        {
            Lay(spikes.Indices.Span[k], t + _lists);
        }
    }

    /// <summary>Writes what is held, and for how many steps still, after a run.</summary>
    /// <param name="step">The step after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void End(int step)
    {
        var bytes = _counter.Bytes;
        for (var left = 0; left < _lists; left++)
        {
            for (var next = _memory.Values[(step + left) % _lists]; next != 0; next = _memory.Values[_lists + next - 1])
            {
                Hold(next - 1);
                bytes[next - 1] = (byte)left;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Lay(int neuron, int wakes)
    {
        ref var list = ref _memory.Values[wakes % _lists];
        _memory.Values[_lists + neuron] = list;
        list = neuron + 1;
        foreach (var (state, _) in _held)
        {
            state.Values[neuron] = float.NaN;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Hold(int neuron)
    {
        foreach (var (state, value) in _held)
        {
            state.Values[neuron] = value;
        }
    }
}

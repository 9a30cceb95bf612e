using System.Collections.Generic;

namespace Snnc.Runtime;

/// <summary>What a value is in time.</summary>
public enum ValueKind
{
    /// <summary>An array without time: one per inference (per window in a stream).</summary>
    Frame,

    /// <summary>An array that varies in time: one per step.</summary>
    Signal,

    /// <summary>Events in time: 0, 1 or a count per element and step.</summary>
    Spikes,
}

/// <summary>An input or output of a network.</summary>
/// <param name="Name">Its name in the program.</param>
/// <param name="Kind">Frame, signal or spikes.</param>
/// <param name="Shape">Extents, channels first, without a time axis.</param>
/// <param name="IsInt">True where it is held in <c>long[]</c>, false for <c>float[]</c>.</param>
/// <param name="Every">For a frame of a stream: after how many steps there is one. Else null.</param>
public sealed record ValueInfo(string Name, ValueKind Kind, IReadOnlyList<int> Shape, bool IsInt, int? Every = null)
{
    /// <summary>Gets the number of elements of one frame or step.</summary>
    public int Length
    {
        get
        {
            var length = 1;
            foreach (var extent in Shape)
            {
                length = checked(length * extent);
            }

            return length;
        }
    }
}

/// <summary>A node that an observer hears of.</summary>
/// <param name="Name">Its name in the program.</param>
/// <param name="Value">What it gives.</param>
/// <param name="States">Its states; empty for what is no neuron.</param>
public sealed record NodeInfo(string Name, ValueInfo Value, IReadOnlyList<ValueInfo> States);

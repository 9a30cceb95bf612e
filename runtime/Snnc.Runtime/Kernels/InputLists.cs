using System;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>The lists of a tile the other way round: for each element the steps in which it is not 0.</summary>
internal sealed unsafe class InputLists(int size, int steps, bool hasValues)
{
    private readonly AlignedArray<int> _starts = new(size + 1);
    private readonly AlignedArray<int> _next = new(size);
    private readonly AlignedArray<int> _steps = new(checked(size * steps));
    private readonly AlignedArray<float>? _values = hasValues ? new(checked(size * steps)) : null;
    private int _version = -1;

    /// <summary>Gets where the steps of each element start, and where the last end.</summary>
    public AlignedArray<int> Starts => _starts;

    /// <summary>Gets the steps, those of an element one after the other.</summary>
    public AlignedArray<int> Steps => _steps;

    /// <summary>Gets what the element is in them, if that is kept.</summary>
    public AlignedArray<float>? Values => _values;

    /// <summary>Brings them up to date.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Update(SpikeLists lists)
    {
        if (_version == lists.Version)
        {
            return;
        }

        _version = lists.Version;
        fixed (int* indices = lists.Indices, ends = lists.Starts, starts = _starts, next = _next, steps = _steps)
        fixed (float* from = lists.Values, values = _values)
        {
            new Span<int>(starts, lists.Size + 1).Clear();
            for (var k = ends[0]; k < ends[lists.Count]; k++)
            {
                starts[indices[k] + 1]++;
            }

            for (var input = 0; input < lists.Size; input++)
            {
                next[input] = starts[input];
                starts[input + 1] += starts[input];
            }

            for (var step = 0; step < lists.Count; step++)
            {
                for (var k = ends[step]; k < ends[step + 1]; k++)
                {
                    var place = next[indices[k]]++;
                    steps[place] = step;
                    if (values is not null)
                    {
                        values[place] = from[k];
                    }
                }
            }
        }
    }
}

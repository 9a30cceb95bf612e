using System;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>The lists of a tile in blocks of a few steps: the elements that are not 0 in any of them, and what they are in each.</summary>
internal sealed unsafe class BlockLists(int size, int steps)
{
    /// <summary>Steps of a block: as many as a register tile of a matrix product has rows.</summary>
    public const int Block = 5;

    private readonly AlignedArray<int> _starts = new(((steps + Block - 1) / Block) + 1);
    private readonly AlignedArray<int> _indices = new(checked(size * ((steps + Block - 1) / Block)));
    private readonly AlignedArray<float> _values = new(checked(size * Block * ((steps + Block - 1) / Block)));
    private readonly AlignedArray<int> _places = new(size);
    private int _version = -1;

    /// <summary>Gets where the elements of each block start, and where the last end.</summary>
    public AlignedArray<int> Starts => _starts;

    /// <summary>Gets the elements.</summary>
    public AlignedArray<int> Indices => _indices;

    /// <summary>Gets what they are, [elements, steps of the block].</summary>
    public AlignedArray<float> Values => _values;

    /// <summary>Brings them up to date.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Update(SpikeLists lists)
    {
        if (_version == lists.Version)
        {
            return;
        }

        _version = lists.Version;
        fixed (int* from = lists.Indices, ends = lists.Starts, starts = _starts, indices = _indices, places = _places)
        fixed (float* fromValues = lists.Values, values = _values)
        {
            var count = 0;
            for (var first = 0; first < lists.Count; first += Block)
            {
                starts[first / Block] = count;
                new Span<int>(places, lists.Size).Fill(-1);
                for (var step = first; step < Math.Min(first + Block, lists.Count); step++)
                {
                    for (var k = ends[step]; k < ends[step + 1]; k++)
                    {
                        if (places[from[k]] < 0)
                        {
                            places[from[k]] = count;
                            indices[count] = from[k];
                            new Span<float>(values + ((long)count++ * Block), Block).Clear();
                        }

                        values[((long)places[from[k]] * Block) + step - first] = fromValues is null ? 1 : fromValues[k];
                    }
                }
            }

            starts[(lists.Count + Block - 1) / Block] = count;
        }
    }
}

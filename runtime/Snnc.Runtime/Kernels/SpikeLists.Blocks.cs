using System;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <content>Where in a list what lies in each block of elements starts: the rows of an image, or its pixels.</content>
public sealed unsafe partial class SpikeLists
{
    private AlignedArray<int>? _blocks;
    private int _blockLength;
    private int _blockVersion;

    /// <summary>
    /// Where what lies in each block of so many elements starts in <see cref="Indices"/>, [steps, blocks + 1]; the last entry of a step is the end of its
    /// list.
    /// </summary>
    internal AlignedArray<int> BlockStarts(int length)
    {
        var blocks = Size / length;
        if (_blocks is null || _blocks.Length < (blocks + 1) * Steps)
        {
            _blocks = new AlignedArray<int>(checked((blocks + 1) * Steps));
            _blockVersion = -1;
        }

        if (_blockVersion != Version || _blockLength != length)
        {
            (_blockVersion, _blockLength) = (Version, length);
            FindBlocks(blocks, 1.0 / length);
        }

        return _blocks;
    }

    /// <summary>The block of an element, of so many blocks an element. Half an element more keeps what rounds away from the next block's first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int BlockOf(int element, double blocks) => (int)((element + 0.5) * blocks);

    // Each element notes how far the list has come in its block; the last of a block stands. Blocks without any go on where those before them end.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindBlocks(int blocks, double perElement)
    {
        fixed (int* indices = _indices, starts = _starts, all = _blocks)
        {
            for (var step = 0; step < _steps; step++)
            {
                var ends = all + ((long)step * (blocks + 1));
                new Span<int>(ends, blocks + 1).Clear();
                ends[0] = starts[step];
                for (var k = starts[step]; k < starts[step + 1]; k++)
                {
                    ends[BlockOf(indices[k], perElement) + 1] = k + 1;
                }

                for (var block = 1; block <= blocks; block++)
                {
                    ends[block] = Math.Max(ends[block], ends[block - 1]);
                }
            }
        }
    }
}

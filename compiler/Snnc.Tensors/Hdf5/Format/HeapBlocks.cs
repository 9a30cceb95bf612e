using System.Collections.Generic;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The blocks of a fractal heap, each read once (section III.G, "Direct Block" and "Indirect Block").</summary>
internal sealed class HeapBlocks(Hdf5Source source, HeapTable table, bool hasChecksums)
{
    private const int ChecksumBytes = 4;
    private readonly Dictionary<long, FieldReader> _direct = [];
    private readonly Dictionary<long, long[]> _indirect = [];

    private int PrefixBytes => 5 + source.Sizes.Address + table.OffsetBytes;

    /// <summary>The bytes at an offset in the space of the heap.</summary>
    public FieldReader Read(long offset, long length)
    {
        var (address, start, bytes) = table.RootRows == 0 ? (table.Root, 0, table.Start) : Find(table.Root, table.RootRows, 0, offset);
        if (!_direct.TryGetValue(address, out var block))
        {
            block = _direct[address] = ReadDirect(address, bytes);
        }

        return block.From(offset - start).Part("an object", length);
    }

    // A table in a table is smaller than the one it is in, so this comes to an end.
    private (long Address, long Start, long Bytes) Find(long address, int rows, long start, long offset)
    {
        var blocks = Blocks(address, rows);
        for (var row = 0; row < rows; row++)
        {
            var (rowStart, bytes) = (start + table.RowStart(row), table.BlockBytes(row));
            var column = offset < rowStart ? table.Width : (offset - rowStart) / bytes;
            if (column < table.Width)
            {
                var (block, blockStart) = (blocks[(row * table.Width) + column], rowStart + (column * bytes));
                return row < table.DirectRows ? (block, blockStart, bytes) : Find(block, table.RowsOfBlock(row), blockStart, offset);
            }
        }

        throw source.ReadStart("table of a fractal heap", address, PrefixBytes).Damaged($"does not reach to the object at {offset}");
    }

    private long[] Blocks(long address, int rows)
    {
        if (_indirect.TryGetValue(address, out var known))
        {
            return known;
        }

        var count = rows * table.Width;
        var fields = source.Read("table of a fractal heap", address, PrefixBytes + ((long)count * source.Sizes.Address) + ChecksumBytes);
        fields.Expect("FHIB");
        fields.Skip(PrefixBytes - 4);
        var blocks = new long[count];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = fields.Address();
        }

        fields.Checksum();
        return _indirect[address] = blocks;
    }

    private FieldReader ReadDirect(long address, long bytes)
    {
        var block = source.Read("block of a fractal heap", address, bytes);
        block.Expect("FHDB");
        block.Skip(PrefixBytes - 4);
        if (hasChecksums)
        {
            block.ChecksumOfAll();
        }

        return block;
    }
}

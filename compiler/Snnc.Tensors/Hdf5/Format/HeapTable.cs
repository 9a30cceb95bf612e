namespace Snnc.Tensors.Hdf5.Format;

/// <summary>
/// How the space of a fractal heap is cut: rows of <see cref="Width"/> blocks each; the blocks of the first two rows are of one size, from then on
/// they double from row to row, and beyond <see cref="MostDirect"/> bytes a block is such a table itself (section III.G, "Doubling Table").
/// </summary>
/// <param name="Width">Blocks of a row.</param>
/// <param name="Start">Bytes of a block of the first row.</param>
/// <param name="MostDirect">The most bytes of a block that holds objects.</param>
/// <param name="OffsetBytes">The bytes of an offset in the space.</param>
/// <param name="Root">The address of the first block or of the table.</param>
/// <param name="RootRows">The rows of the table; 0 if there is only one block.</param>
internal sealed record HeapTable(int Width, long Start, long MostDirect, int OffsetBytes, long Root, int RootRows)
{
    private const long LargestBlock = 1L << 31;

    /// <summary>Gets how many rows hold objects rather than tables.</summary>
    public int DirectRows => Log2(MostDirect) - Log2(Start) + 2;

    public static HeapTable Read(FieldReader header)
    {
        var (width, start, most, bits) = (header.Short(), header.Length(), header.Length(), header.Short());
        header.Skip(2);
        var table = new HeapTable(width, start, most, (bits + 7) / 8, header.Address(), header.Short());
        var isSound = IsPowerOf2(width) && IsPowerOf2(start) && IsPowerOf2(most) && start <= most && most <= LargestBlock && bits is > 0 and <= 64;
        return isSound && table.RootRows <= table.MostRows ? table : throw header.Damaged("tells of blocks that cannot be");
    }

    /// <summary>The bytes of a block of a row.</summary>
    public long BlockBytes(int row) => row == 0 ? Start : Start << (row - 1);

    /// <summary>Where a row starts in the space of its table.</summary>
    public long RowStart(int row) => row == 0 ? 0 : Start * Width << (row - 1);

    /// <summary>The rows of the table that a block of a row beyond the direct ones is.</summary>
    public int RowsOfBlock(int row) => Log2(BlockBytes(row)) - Log2(Start * Width) + 1;

    /// <summary>The logarithm of a power of two.</summary>
    public static int Log2(long power)
    {
        var log = 0;
        for (; power > 1; power >>= 1)
        {
            log++;
        }

        return log;
    }

    // So that no offset goes beyond 62 bits.
    private int MostRows => 62 - Log2(Start * Width);

    private static bool IsPowerOf2(long value) => value > 0 && (value & (value - 1)) == 0;
}

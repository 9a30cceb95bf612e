using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>The header of an extensible array.</summary>
/// <param name="ElementBytes">The bytes of an element.</param>
/// <param name="IndexBits">The bits of the number of an element.</param>
/// <param name="InIndexBlock">How many elements are in the index block.</param>
/// <param name="LeastInBlock">The elements of the smallest data block.</param>
/// <param name="LeastInSuperBlock">The addresses of the smallest super block that is a block of its own.</param>
/// <param name="PageElements">The elements of a page; larger data blocks are cut into pages.</param>
/// <param name="Elements">The number of elements that were ever set.</param>
/// <param name="IndexBlock">The address of the index block.</param>
internal sealed record ExtensibleArrayForm(
    int ElementBytes, int IndexBits, int InIndexBlock, int LeastInBlock, int LeastInSuperBlock, long PageElements, long Elements, long IndexBlock)
{
    private const int PrefixBytes = 12;
    private const int ChecksumBytes = 4;

    /// <summary>Gets the bytes of the number of an element.</summary>
    public int OffsetBytes => (IndexBits + 7) / 8;

    /// <summary>Gets the number of super blocks.</summary>
    public int SuperBlocks => 1 + IndexBits - HeapTable.Log2(LeastInBlock);

    /// <summary>Gets how many of them are in the index block: the addresses of their data blocks stand there.</summary>
    public int SuperBlocksInIndexBlock => 2 * HeapTable.Log2(LeastInSuperBlock);

    /// <summary>Gets how many data blocks the index block points at.</summary>
    public int BlocksInIndexBlock => 2 * (LeastInSuperBlock - 1);

    public static ExtensibleArrayForm Read(Hdf5Source source, long address, int elementBytes)
    {
        var sizes = source.Sizes;
        var header = source.ReadStart("extensible array", address, PrefixBytes + (6 * sizes.Length) + sizes.Address + ChecksumBytes);
        header.Expect("EAHD");
        header.Version(0, 0);
        header.Skip(1);
        var (bytes, bits, inIndex, leastInBlock, leastInSuper, pageBits) =
            (header.Byte(), header.Byte(), header.Byte(), header.Byte(), header.Byte(), header.Byte());
        header.Skip(4 * sizes.Length);
        var (elements, _, indexBlock) = (header.Length(), header.Length(), header.Address());
        header.Checksum();
        var isSound = bytes == elementBytes && bits <= 62 && pageBits <= 31 && IsPowerOf2(leastInBlock) && IsPowerOf2(leastInSuper)
            && bits >= HeapTable.Log2(leastInBlock);
        return isSound ? new ExtensibleArrayForm(bytes, bits, inIndex, leastInBlock, leastInSuper, 1L << pageBits, elements, indexBlock)
            : throw header.Damaged("tells of blocks that cannot be");
    }

    /// <summary>The data blocks of a super block.</summary>
    public long BlocksOf(int superBlock) => 1L << (superBlock / 2);

    /// <summary>The elements of a data block of a super block.</summary>
    public long ElementsOf(int superBlock) => (long)LeastInBlock << ((superBlock + 1) / 2);

    private static bool IsPowerOf2(int value) => value > 0 && (value & (value - 1)) == 0;
}

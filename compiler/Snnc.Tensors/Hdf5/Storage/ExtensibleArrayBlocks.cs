using System;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>Reads the blocks of an extensible array as far as elements were set.</summary>
internal sealed class ExtensibleArrayBlocks(Hdf5Source source, ExtensibleArrayForm form, ChunkList chunks)
{
    private const int ChecksumBytes = 4;

    // The number of the first element of the data block that comes next.
    private long _next;

    // Signature, version, what the elements are, and the address of the header.
    private int PrefixBytes => 6 + source.Sizes.Address;

    /// <summary>Reads the index block and what it points at.</summary>
    public void Read()
    {
        var (blocks, superBlocks) = (form.BlocksInIndexBlock, form.SuperBlocks - form.SuperBlocksInIndexBlock);
        var length = PrefixBytes + ((long)form.InIndexBlock * form.ElementBytes)
            + ((blocks + Math.Max(0, superBlocks)) * (long)source.Sizes.Address) + ChecksumBytes;
        var fields = Begin("index block of an extensible array", form.IndexBlock, length, "EAIB");
        chunks.ReadElements(fields, 0, form.InIndexBlock);
        _next = form.InIndexBlock;
        for (var superBlock = 0; superBlock < form.SuperBlocksInIndexBlock; superBlock++)
        {
            for (var block = 0L; block < form.BlocksOf(superBlock); block++)
            {
                ReadBlock(fields.Address(), form.ElementsOf(superBlock), null);
            }
        }

        for (var superBlock = form.SuperBlocksInIndexBlock; superBlock < form.SuperBlocks; superBlock++)
        {
            ReadSuperBlock(fields.Address(), superBlock);
        }

        fields.Checksum();
    }

    private FieldReader Begin(string structure, long address, long length, string signature)
    {
        var fields = source.Read(structure, address, length);
        fields.Expect(signature);
        fields.Version(0, 0);
        fields.Skip(1 + source.Sizes.Address);
        return fields;
    }

    // The number of its first element, a bit for each page of its data blocks (bytes enough for each block, but no bit left out between them), and
    // the addresses of the data blocks.
    private void ReadSuperBlock(long address, int superBlock)
    {
        var (blocks, elements) = (form.BlocksOf(superBlock), form.ElementsOf(superBlock));
        if (address == FieldReader.Undefined)
        {
            _next += blocks * elements;
            return;
        }

        var pages = elements > form.PageElements ? elements / form.PageElements : 0;
        var bitBytes = (pages + 7) / 8;
        var length = PrefixBytes + form.OffsetBytes + (blocks * (bitBytes + source.Sizes.Address)) + ChecksumBytes;
        var fields = Begin("super block of an extensible array", address, length, "EASB");
        fields.Skip(form.OffsetBytes);
        var written = fields.Bytes(blocks * bitBytes);
        for (var block = 0L; block < blocks; block++)
        {
            ReadBlock(fields.Address(), elements, page => PageBits.IsSet(written, (block * pages) + page));
        }

        fields.Checksum();
    }

    private void ReadBlock(long address, long elements, Func<long, bool>? isWritten)
    {
        var first = _next;
        _next += elements;
        if (address == FieldReader.Undefined)
        {
            return;
        }

        var isPaged = elements > form.PageElements;
        var length = PrefixBytes + form.OffsetBytes + (isPaged ? 0 : elements * form.ElementBytes) + ChecksumBytes;
        var fields = Begin("data block of an extensible array", address, length, "EADB");
        fields.Skip(form.OffsetBytes);
        if (isPaged)
        {
            fields.Checksum();
            ReadPages(address + length, first, elements, isWritten ?? throw fields.Damaged("is too large for its place"));
        }
        else
        {
            chunks.Read(fields, first, elements);
        }
    }

    private void ReadPages(long address, long first, long elements, Func<long, bool> isWritten)
    {
        var pageBytes = (form.PageElements * form.ElementBytes) + ChecksumBytes;
        for (var page = 0L; page < elements / form.PageElements; page++)
        {
            if (isWritten(page))
            {
                var fields = source.Read("page of an extensible array", address + (page * pageBytes), pageBytes);
                chunks.Read(fields, first + (page * form.PageElements), form.PageElements);
            }
        }
    }
}

using System.Collections.Generic;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>The chunks of an array that cannot grow, in C order of all there may become (section VII.C, "Fixed Array").</summary>
/// <param name="form">What is said of a chunk.</param>
/// <param name="address">The address of the header, or <see cref="FieldReader.Undefined"/> if there are no chunks.</param>
internal sealed class FixedArray(ChunkForm form, long address) : IChunkIndex
{
    private const int PrefixBytes = 6;
    private const int ChecksumBytes = 4;

    public IEnumerable<ChunkRecord> Read(Hdf5Source source, ChunkGrid grid)
    {
        if (address == FieldReader.Undefined)
        {
            return [];
        }

        var header = source.ReadStart("fixed array", address, PrefixBytes + 2 + source.Sizes.Length + source.Sizes.Address + ChecksumBytes);
        header.Expect("FAHD");
        header.Version(0, 0);
        header.Skip(1);
        var (elementBytes, pageBits) = (header.Byte(), header.Byte());
        var (count, block) = (header.Length(), header.Address());
        header.Checksum();
        if (elementBytes != form.ElementBytes(source.Sizes) || pageBits > 31)
        {
            throw header.Damaged("tells of elements that cannot be");
        }

        var chunks = new ChunkList(form, grid, grid.Limits);
        if (block != FieldReader.Undefined)
        {
            ReadBlock(source, block, count, 1L << pageBits, chunks);
        }

        return chunks.Found;
    }

    // More elements than fit in a page are in pages behind the block, each with its own checksum; a bit says whether a page was ever written.
    private void ReadBlock(Hdf5Source source, long block, long count, long pageElements, ChunkList chunks)
    {
        var (elementBytes, isPaged) = (form.ElementBytes(source.Sizes), count > pageElements);
        var pages = (count / pageElements) + (count % pageElements > 0 ? 1 : 0);
        var prefix = PrefixBytes + source.Sizes.Address + (isPaged ? (pages + 7) / 8 : 0);
        var length = prefix + (isPaged ? 0 : count * elementBytes) + ChecksumBytes;
        var fields = source.Read("block of a fixed array", block, length);
        fields.Expect("FADB");
        fields.Version(0, 0);
        fields.Skip(1 + source.Sizes.Address);
        if (!isPaged)
        {
            chunks.Read(fields, 0, count);
            return;
        }

        var written = fields.Bytes((pages + 7) / 8);
        fields.Checksum();
        var pageBytes = (pageElements * elementBytes) + ChecksumBytes;
        for (var page = 0L; page < pages; page++)
        {
            if (PageBits.IsSet(written, page))
            {
                var first = page * pageElements;
                var elements = System.Math.Min(pageElements, count - first);
                var place = block + length + (page * pageBytes);
                chunks.Read(source.Read("page of a fixed array", place, (elements * elementBytes) + ChecksumBytes), first, elements);
            }
        }
    }
}

using System;
using System.Collections.Generic;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>
/// The links or attributes of an object that has many: blocks of doubling size that together are one space of addresses (section III.G).
/// </summary>
internal sealed class FractalHeap
{
    private const int HugeRecords = 1;
    private readonly Hdf5Source _source;
    private readonly HeapTable _table;
    private readonly int _lengthBytes;
    private readonly long _hugeTree;
    private readonly Dictionary<ulong, (long Address, long Length)> _huge = [];
    private readonly HeapBlocks _blocks;

    public FractalHeap(Hdf5Source source, long address)
    {
        _source = source;
        var sizes = source.Sizes;
        var header = source.ReadStart("fractal heap", address, 22 + (12 * sizes.Length) + (3 * sizes.Address) + 4);
        header.Expect("FRHP");
        header.Version(0, 0);
        (IdBytes, var filterBytes, var flags) = (header.Short(), header.Short(), header.Byte());
        var mostManaged = header.Int();
        header.Skip(sizes.Length);
        _hugeTree = header.Address();

        // How much is free, used and there of each kind of object.
        header.Skip((9 * sizes.Length) + sizes.Address);
        _table = HeapTable.Read(header);
        header.Checksum();
        if (filterBytes > 0)
        {
            throw new MalformedException("its groups are compressed, which cannot be read", "write it without filters for links and attributes");
        }

        _lengthBytes = Math.Min((HeapTable.Log2(_table.MostDirect) + 7) / 8, BTreeV2.BytesFor(mostManaged));
        _blocks = new HeapBlocks(source, _table, hasChecksums: (flags & 2) != 0);
    }

    /// <summary>Gets the bytes of an identifier.</summary>
    public int IdBytes { get; }

    /// <summary>The object of an identifier: in the blocks, elsewhere in the file, or in the identifier itself.</summary>
    public FieldReader Find(FieldReader id)
    {
        var kind = id.Byte();
        return (kind >> 4) switch
        {
            0 => _blocks.Read(id.Count(_table.OffsetBytes), id.Count(_lengthBytes)),
            1 => FindHuge(id),
            2 => id.Part("a tiny object", (kind & 0xF) + 1),
            _ => throw id.Damaged("is no identifier of an object"),
        };
    }

    // Where an identifier has the room it says where the object is; else a tree does.
    private FieldReader FindHuge(FieldReader id)
    {
        var sizes = _source.Sizes;
        if (IdBytes > sizes.Address + sizes.Length)
        {
            return _source.Read("huge object", id.Address(), id.Length());
        }

        if (_huge.Count == 0)
        {
            BTreeV2.Walk(_source, _hugeTree, HugeRecords, AddHuge);
        }

        return _huge.TryGetValue(id.Number(Math.Min(id.Left, sizes.Length)), out var place)
            ? _source.Read("huge object", place.Address, place.Length)
            : throw id.Damaged("is the identifier of no object");
    }

    private void AddHuge(FieldReader record)
    {
        var place = (record.Address(), record.Length());
        _huge[record.Number(_source.Sizes.Length)] = place;
    }
}

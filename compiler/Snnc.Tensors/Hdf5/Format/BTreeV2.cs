using System;
using System.Collections.Generic;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The newer trees, of links, attributes, huge objects and chunks (section III.A.2).</summary>
internal sealed class BTreeV2
{
    // Signature, version and type before the records of a node; a checksum behind.
    private const int PrefixBytes = 6;
    private const int ChecksumBytes = 4;
    private const int HeaderBytes = 22;
    private const int MaxDepth = 32;

    private readonly Hdf5Source _source;
    private readonly int _type;
    private readonly int _nodeBytes;
    private readonly int _recordBytes;

    // For each level, leaves first, the most records below one of its nodes, and the bytes of the field that counts the records of a node.
    private readonly List<ulong> _mostBelow = [];
    private readonly int _countBytes;

    private BTreeV2(Hdf5Source source, int type, FieldReader header)
    {
        (_source, _type) = (source, type);
        header.Expect("BTHD");
        header.Version(0, 0);
        if (header.Byte() != type)
        {
            throw header.Damaged("does not belong there");
        }

        (_nodeBytes, _recordBytes, Depth) = ((int)Math.Min(header.Int(), int.MaxValue), header.Short(), header.Short());
        header.Skip(2);
        (Root, RootCount) = (header.Address(), header.Short());
        header.Skip(source.Sizes.Length);
        header.Checksum();
        if (_recordBytes == 0 || Depth > MaxDepth || _nodeBytes < PrefixBytes + ChecksumBytes + _recordBytes)
        {
            throw header.Damaged("tells of nodes that cannot be");
        }

        var most = (ulong)(_nodeBytes - PrefixBytes - ChecksumBytes) / (ulong)_recordBytes;
        _mostBelow.Add(most);
        _countBytes = BytesFor(most);
    }

    private int Depth { get; }

    private long Root { get; }

    private int RootCount { get; }

    /// <summary>Calls for every record, in order.</summary>
    /// <param name="source">The file.</param>
    /// <param name="address">The address of the tree.</param>
    /// <param name="type">The kind of its records.</param>
    /// <param name="record">Is called with the bytes of each.</param>
    public static void Walk(Hdf5Source source, long address, int type, Action<FieldReader> record)
    {
        var length = HeaderBytes + source.Sizes.Address + source.Sizes.Length;
        var tree = new BTreeV2(source, type, source.Read("header of a B-tree", address, length));
        if (tree.Root != FieldReader.Undefined)
        {
            tree.CountLevels();
            tree.WalkNode(tree.Root, tree.RootCount, tree.Depth, record);
        }
    }

    // A node that has children has a pointer more than records. A pointer's length depends on how many records can be below it.
    private void CountLevels()
    {
        for (var level = 1; level <= Depth; level++)
        {
            var pointer = PointerBytes(level);
            var records = (ulong)Math.Max(0, (_nodeBytes - PrefixBytes - ChecksumBytes - pointer) / (_recordBytes + pointer));
            var below = _mostBelow[level - 1];
            _mostBelow.Add(below > ulong.MaxValue / 2 / (records + 1) ? ulong.MaxValue / 2 : ((records + 1) * below) + records);
        }
    }

    // Address, records of the child, and records below the child unless it is a leaf.
    private int PointerBytes(int level) => _source.Sizes.Address + _countBytes + TotalBytes(level);

    private int TotalBytes(int level) => level == 1 ? 0 : BytesFor(_mostBelow[level - 1]);

    private void WalkNode(long address, int count, int level, Action<FieldReader> record)
    {
        var length = PrefixBytes + ((long)count * _recordBytes) + (level == 0 ? 0 : (count + 1L) * PointerBytes(level)) + ChecksumBytes;
        var node = _source.Read("node of a B-tree", address, length);
        node.Expect(level == 0 ? "BTLF" : "BTIN");
        node.Version(0, 0);
        if (node.Byte() != _type)
        {
            throw node.Damaged("does not belong there");
        }

        var records = new List<FieldReader>(count);
        for (var i = 0; i < count; i++)
        {
            records.Add(node.Part("a record", _recordBytes));
        }

        var children = ReadPointers(node, level == 0 ? 0 : count + 1, level);
        node.Checksum();
        Visit(records, children, level, record);
    }

    private List<(long Address, int Count)> ReadPointers(FieldReader node, int count, int level)
    {
        var children = new List<(long, int)>(count);
        for (var i = 0; i < count; i++)
        {
            children.Add((node.Address(), (int)Math.Min(node.Count(_countBytes), ushort.MaxValue)));
            node.Skip(TotalBytes(level));
        }

        return children;
    }

    // What is below the first pointer comes before the first record, and so on.
    private void Visit(List<FieldReader> records, List<(long Address, int Count)> children, int level, Action<FieldReader> record)
    {
        for (var i = 0; i <= records.Count; i++)
        {
            if (level > 0)
            {
                WalkNode(children[i].Address, children[i].Count, level - 1, record);
            }

            if (i < records.Count)
            {
                record(records[i]);
            }
        }
    }

    /// <summary>The bytes that hold every number up to this one.</summary>
    public static int BytesFor(ulong most)
    {
        var bytes = 1;
        for (; most > 0xFF; most >>= 8)
        {
            bytes++;
        }

        return bytes;
    }
}

using System;
using System.Collections.Generic;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The older trees, of the members of a group and of the chunks of a dataset (section III.A.1).</summary>
/// <param name="source">The file.</param>
/// <param name="type">0 for groups, 1 for chunks.</param>
/// <param name="keyBytes">The length of a key.</param>
internal sealed class BTreeV1(Hdf5Source source, int type, int keyBytes)
{
    private const int PrefixBytes = 8;
    private const int MaxLevel = 32;

    private int NodePrefix => PrefixBytes + (2 * source.Sizes.Address);

    /// <summary>Calls for every entry of a leaf, in order, with the key before it and the address that it points at.</summary>
    public void Walk(long root, Action<FieldReader, long> entry) => Walk(root, entry, null);

    // Each level is one below that of its parent, so that no path through the nodes is without end.
    private void Walk(long address, Action<FieldReader, long> entry, int? expectedLevel)
    {
        var (level, children) = ReadNode(address, expectedLevel);
        foreach (var (key, child) in children)
        {
            if (level == 0)
            {
                entry(key, child);
            }
            else
            {
                Walk(child, entry, level - 1);
            }
        }
    }

    private (int Level, IReadOnlyList<(FieldReader Key, long Child)> Children) ReadNode(long address, int? expectedLevel)
    {
        var prefix = source.ReadStart("node of a B-tree", address, NodePrefix);
        prefix.Expect("TREE");
        if (prefix.Byte() != type || prefix.Byte() is var level && (level > MaxLevel || (expectedLevel ?? level) != level))
        {
            throw prefix.Damaged("does not belong there");
        }

        var count = prefix.Short();
        var node = source.Read("node of a B-tree", address, NodePrefix + ((long)count * (keyBytes + source.Sizes.Address)));
        node.Skip(NodePrefix);
        var children = new List<(FieldReader, long)>(count);
        for (var i = 0; i < count; i++)
        {
            children.Add((node.Part("a key", keyBytes), node.Address()));
        }

        return (level, children);
    }
}

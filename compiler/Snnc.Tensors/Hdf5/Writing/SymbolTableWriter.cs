using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Snnc.Tensors.Hdf5.Writing;

/// <summary>Writes the names of a group's members and the B-tree that leads to them (sections III.A.1, III.B and III.D).</summary>
internal sealed class SymbolTableWriter(FileWriter file)
{
    /// <summary>Half the entries that a leaf has room for.</summary>
    public const int HalfLeaf = 4;

    /// <summary>Half the children that a node of the tree has room for.</summary>
    public const int HalfNode = 16;

    private const int LeafBytes = 8 + (2 * HalfLeaf * 40);
    private const int NodeBytes = 24 + (2 * HalfNode * 8) + (((2 * HalfNode) + 1) * 8);

    /// <param name="members">In the order of their names.</param>
    /// <returns>The addresses of the tree and of the names.</returns>
    public (long Tree, long Heap) Write(IReadOnlyList<(string Name, WrittenObject Object)> members)
    {
        var (heap, offsets) = WriteNames(members);
        IReadOnlyList<Node> nodes = [.. Pieces(members.Count, 2 * HalfLeaf).Select(piece => WriteLeaf(members, offsets, piece))];
        var level = 0;
        do
        {
            nodes = WriteLevel(nodes, level++);
        }
        while (nodes.Count > 1);
        return (nodes[0].Address, heap);
    }

    // The empty name stands first: it is before all others. There is no free space, which 1 says.
    private (long Heap, IReadOnlyList<int> Offsets) WriteNames(IReadOnlyList<(string Name, WrittenObject Object)> members)
    {
        var (names, offsets) = (new FieldWriter().Zeros(8), new List<int>());
        foreach (var (name, _) in members)
        {
            offsets.Add(names.Length);
            names.Bytes(Encoding.UTF8.GetBytes(name)).Zeros(1).Align();
        }

        var segment = file.Append(names);
        return (file.Append(new FieldWriter().Ascii("HEAP").Int(0).Long(names.Length).Long(1).Long(segment)), offsets);
    }

    private Node WriteLeaf(IReadOnlyList<(string Name, WrittenObject Object)> members, IReadOnlyList<int> offsets, (int Start, int Count) piece)
    {
        var leaf = new FieldWriter().Ascii("SNOD").Bytes(1, 0).Short(piece.Count);
        for (var i = piece.Start; i < piece.Start + piece.Count; i++)
        {
            leaf.Bytes(members[i].Object.ToEntry(offsets[i]).ToArray());
        }

        return new Node(file.Append(leaf.PadTo(LeafBytes)), offsets[piece.Start + piece.Count - 1]);
    }

    // Nodes know their neighbours, which lie one behind the other.
    private IReadOnlyList<Node> WriteLevel(IReadOnlyList<Node> children, int level)
    {
        var pieces = Pieces(children.Count, 2 * HalfNode).DefaultIfEmpty((Start: 0, Count: 0)).ToList();
        var first = file.Reserve(NodeBytes * pieces.Count);
        var nodes = new List<Node>();
        for (var i = 0; i < pieces.Count; i++)
        {
            var (start, count) = pieces[i];
            var (address, last) = (first + (i * NodeBytes), i == pieces.Count - 1);
            var node = new FieldWriter().Ascii("TREE").Bytes(0, (byte)level).Short(count)
                .Long(i == 0 ? -1 : address - NodeBytes).Long(last ? -1 : address + NodeBytes)
                .Long(start == 0 ? 0 : children[start - 1].LastName);
            foreach (var child in children.Skip(start).Take(count))
            {
                node.Long(child.Address).Long(child.LastName);
            }

            file.Overwrite(address, node.PadTo(NodeBytes));
            nodes.Add(new Node(address, count == 0 ? 0 : children[start + count - 1].LastName));
        }

        return nodes;
    }

    private static IEnumerable<(int Start, int Count)> Pieces(int count, int most)
    {
        for (var start = 0; start < count; start += most)
        {
            yield return (start, System.Math.Min(most, count - start));
        }
    }

    // A leaf or a node of the tree, and the place of the last name below it.
    private sealed record Node(long Address, long LastName);
}

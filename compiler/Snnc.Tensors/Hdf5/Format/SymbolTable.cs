using System.Collections.Generic;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The members of an old group: a B-tree of nodes that hold names and addresses (sections III.B and IV.A.2.r).</summary>
internal sealed class SymbolTable
{
    private const int GroupNodes = 0;
    private const int SoftLink = 2;
    private const int PrefixBytes = 8;

    private readonly Hdf5Source _source;
    private readonly LocalHeap _names;
    private readonly List<Link> _links = [];

    private SymbolTable(Hdf5Source source, long heap) => (_source, _names) = (source, new LocalHeap(source, heap));

    private int EntryBytes => (2 * _source.Sizes.Address) + 24;

    /// <param name="source">The file.</param>
    /// <param name="message">The message of the group's object header.</param>
    public static IReadOnlyList<Link> Read(Hdf5Source source, FieldReader message)
    {
        var (tree, heap) = (message.Address(), message.Address());
        var table = new SymbolTable(source, heap);
        new BTreeV1(source, GroupNodes, source.Sizes.Length).Walk(tree, (_, node) => table.ReadNode(node));
        return table._links;
    }

    private void ReadNode(long address)
    {
        var prefix = _source.ReadStart("symbol table node", address, PrefixBytes);
        prefix.Expect("SNOD");
        prefix.Version(1, 1);
        prefix.Skip(1);
        var count = prefix.Short();
        var node = _source.Read("symbol table node", address, PrefixBytes + (count * EntryBytes));
        node.Skip(PrefixBytes);
        for (; count > 0; count--)
        {
            ReadEntry(node.Part("an entry", EntryBytes));
        }
    }

    // A name's place, an object's address, what is cached of it (4 bytes, of which a soft link is one kind), and the cache.
    private void ReadEntry(FieldReader entry)
    {
        var name = _names.NameAt(entry.Address());
        var target = entry.Address();
        if (entry.Int() != SoftLink)
        {
            _links.Add(new Link(name, target, null));
        }
    }
}

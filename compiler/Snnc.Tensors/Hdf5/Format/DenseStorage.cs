using System.Collections.Generic;
using System.Linq;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>Links and attributes that are in a fractal heap, with a B-tree of their names (sections IV.A.2.c and IV.A.2.v).</summary>
internal static class DenseStorage
{
    private const int LinksByName = 5;
    private const int AttributesByName = 8;
    private const int SharedAttribute = 2;

    public static IEnumerable<Link> Links(Hdf5Source source, ObjectHeader header)
    {
        if (header.Find(MessageType.LinkInfo) is not { } message)
        {
            return [];
        }

        var (heap, names) = ReadInfo(message.Fields, orderBytes: 8);
        return Objects(source, heap, names, LinksByName).Select(found => LinkMessage.Read(found.Object)).OfType<Link>();
    }

    public static IEnumerable<FieldReader> Attributes(Hdf5Source source, ObjectHeader header)
    {
        if (header.Find(MessageType.AttributeInfo) is not { } message)
        {
            return [];
        }

        var (heap, names) = ReadInfo(message.Fields, orderBytes: 2);
        return Objects(source, heap, names, AttributesByName).Select(found =>
            (found.Record.Byte() & SharedAttribute) == 0 ? found.Object : SharedMessage.Follow(source, MessageType.Attribute, found.Object).Fields);
    }

    private static (long Heap, long Names) ReadInfo(FieldReader fields, int orderBytes)
    {
        fields.Version(0, 0);
        fields.Skip((fields.Byte() & 1) != 0 ? orderBytes : 0);
        return (fields.Address(), fields.Address());
    }

    // A record of links begins with a hash of the name, then both have the identifier in the heap.
    private static IEnumerable<(FieldReader Object, FieldReader Record)> Objects(Hdf5Source source, long heapAddress, long names, int type)
    {
        var objects = new List<(FieldReader, FieldReader)>();
        if (heapAddress == FieldReader.Undefined || names == FieldReader.Undefined)
        {
            return objects;
        }

        var heap = new FractalHeap(source, heapAddress);
        BTreeV2.Walk(source, names, type, record =>
        {
            record.Skip(type == LinksByName ? 4 : 0);
            objects.Add((heap.Find(record.Part("an identifier", heap.IdBytes)), record));
        });
        return objects;
    }
}

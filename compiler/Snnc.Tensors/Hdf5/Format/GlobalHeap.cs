using System.Collections.Generic;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>Collections of texts of variable length (section III.E).</summary>
internal sealed class GlobalHeap(Hdf5Source source)
{
    private readonly Dictionary<long, Dictionary<int, FieldReader>> _collections = [];

    private int PrefixBytes => 8 + source.Sizes.Length;

    /// <summary>The first <paramref name="length"/> bytes of an object, as text.</summary>
    public string Text(long collection, int index, long length)
    {
        if (!_collections.TryGetValue(collection, out var objects))
        {
            objects = _collections[collection] = ReadCollection(collection);
        }

        source.Charge(length);
        return objects.TryGetValue(index, out var found) ? found.From(0).Text(length)
            : throw source.ReadStart("global heap collection", collection, PrefixBytes).Damaged($"does not hold the text {index}");
    }

    private Dictionary<int, FieldReader> ReadCollection(long address)
    {
        var prefix = source.ReadStart("global heap collection", address, PrefixBytes);
        prefix.Expect("GCOL");
        prefix.Version(1, 1);
        prefix.Skip(3);
        var collection = source.Read("global heap collection", address, prefix.Length());
        collection.Skip(PrefixBytes);
        return ReadObjects(collection);
    }

    // Each has an index, a count of references, four reserved bytes, its length, and its bytes up to a multiple of eight; index 0 is what is free.
    private Dictionary<int, FieldReader> ReadObjects(FieldReader collection)
    {
        var objects = new Dictionary<int, FieldReader>();
        while (collection.Left >= PrefixBytes && collection.Short() is var index and > 0)
        {
            collection.Skip(6);
            var length = collection.Length();
            objects[index] = collection.Part("an object", length);
            collection.Align(8);
        }

        return objects;
    }
}

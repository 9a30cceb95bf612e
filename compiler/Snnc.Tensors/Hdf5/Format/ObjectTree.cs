using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Storage;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>Reads a file's groups and datasets from the root on. An object with several names is read once for each.</summary>
internal sealed class ObjectTree(string file, Hdf5Source source)
{
    /// <summary>The most groups inside one another.</summary>
    public const int MaxDepth = 64;

    // The headers from the root to the object that is read.
    private readonly HashSet<long> _ancestors = [];

    public Hdf5Group ReadRoot() => Read(source.Superblock.Root, "/") as Hdf5Group
        ?? throw new MalformedException("its root is no group, so it is damaged", "copy or download it again");

    private Hdf5Object? Read(long address, string path)
    {
        source.Charge(path.Length);
        if (_ancestors.Count == MaxDepth)
        {
            throw new MalformedException($"there are more than {MaxDepth} groups inside one another, and at most so many are read");
        }

        if (!_ancestors.Add(address))
        {
            throw new MalformedException($"the group '{path}' is one of those that contain it, so reading would not end");
        }

        var header = ObjectHeader.Read(source, address);
        var result = ReadObject(header, path);
        _ancestors.Remove(address);
        return result;
    }

    private Hdf5Object? ReadObject(ObjectHeader header, string path)
    {
        if (header.Find(MessageType.Layout) is { } layout)
        {
            return new Hdf5Dataset(path, ReadAttributes(header, path), ReadValues(header, layout.Fields, path));
        }

        var isGroup = header.Has(MessageType.SymbolTable) || header.Has(MessageType.LinkInfo) || header.Has(MessageType.Link);
        return isGroup ? new Hdf5Group(path, ReadAttributes(header, path), ReadChildren(header, path)) : null;
    }

    private IReadOnlyList<Hdf5Object> ReadChildren(ObjectHeader header, string path)
    {
        var links = GroupLinks.Read(source, header);
        var repeated = links.GroupBy(link => link.Name).FirstOrDefault(same => same.Count() > 1);
        if (repeated is not null || links.Any(link => link.Name.Length == 0 || link.Name.Contains("/")))
        {
            throw new MalformedException($"the group '{path}' has two members of one name or one of no name, so it is damaged");
        }

        var prefix = path == "/" ? path : path + "/";
        return [.. links.Select(link => Read(link.Address, prefix + link.Name)).OfType<Hdf5Object>()];
    }

    private StoredValues ReadValues(ObjectHeader header, FieldReader layoutFields, string path)
    {
        if (header.Find(MessageType.Datatype) is not { } typeMessage || header.Find(MessageType.Dataspace) is not { } spaceMessage)
        {
            throw new MalformedException($"the dataset '{path}' has no type or no extents, so it is damaged");
        }

        var (type, space) = (Datatype.Read(typeMessage.Fields), Dataspace.Read(spaceMessage.Fields));
        var (data, problem) = DataLayout.Read(header, layoutFields, type, space);
        return new StoredValues(file, $"'{path}'", type, space, data, problem);
    }

    private IReadOnlyDictionary<string, Hdf5Attribute> ReadAttributes(ObjectHeader header, string path)
    {
        var attributes = new Dictionary<string, Hdf5Attribute>();
        foreach (var fields in AttributeList.Read(source, header))
        {
            var attribute = AttributeMessage.Read(source, fields, file, path);
            attributes[attribute.Name] = attribute;
        }

        return attributes;
    }
}

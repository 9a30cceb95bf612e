using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace Snnc.Tensors.Hdf5;

/// <summary>A group: named groups and datasets.</summary>
public sealed class Hdf5Group : Hdf5Object
{
    private readonly Dictionary<string, Hdf5Object> _byName;

    internal Hdf5Group(string path, IReadOnlyDictionary<string, Hdf5Attribute> attributes, IReadOnlyList<Hdf5Object> children)
        : base(path, attributes)
    {
        Children = children;
        _byName = children.ToDictionary(child => child.Name);
    }

    /// <summary>
    /// Gets what the group holds: as it was created where the file keeps that order, else by name. Soft and external links, and named types,
    /// are passed over.
    /// </summary>
    public IReadOnlyList<Hdf5Object> Children { get; }

    /// <summary>Looks an object up by its names from this group on, separated by <c>/</c>; the empty path is the group itself.</summary>
    public bool TryFind(string path, [NotNullWhen(true)] out Hdf5Object? found)
    {
        found = this;
        foreach (var name in path.Split('/').Where(name => name.Length > 0))
        {
            if (found is not Hdf5Group group || !group._byName.TryGetValue(name, out found))
            {
                found = null;
                return false;
            }
        }

        return true;
    }
}

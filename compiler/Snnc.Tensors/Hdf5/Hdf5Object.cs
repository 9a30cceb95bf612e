using System.Collections.Generic;

namespace Snnc.Tensors.Hdf5;

/// <summary>A group or a dataset of an HDF5 file.</summary>
public abstract class Hdf5Object
{
    private protected Hdf5Object(string path, IReadOnlyDictionary<string, Hdf5Attribute> attributes)
    {
        Path = path;
        Attributes = attributes;
    }

    /// <summary>Gets the names from the root to here: <c>/node/nodes/lif</c>; the root itself is <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>Gets the last name of the path; "" for the root.</summary>
    public string Name => Path.Substring(Path.LastIndexOf('/') + 1);

    /// <summary>Gets the attributes by their names.</summary>
    public IReadOnlyDictionary<string, Hdf5Attribute> Attributes { get; }
}

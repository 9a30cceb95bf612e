using System.IO;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>Where the bytes of an array are.</summary>
internal interface IRawData
{
    /// <summary>The bytes of all elements in C order.</summary>
    /// <param name="source">The open file.</param>
    /// <param name="length">As many as the array's type and extents ask for.</param>
    Stream Open(Hdf5Source source, long length);
}

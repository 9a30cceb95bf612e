using System.IO;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>Values that stand in the object header itself ("compact"), and those of attributes.</summary>
internal sealed class InlineData(byte[] bytes) : IRawData
{
    public Stream Open(Hdf5Source source, long length) => length <= bytes.Length ? new MemoryStream(bytes, 0, (int)length)
        : throw new MalformedException($"its {length} bytes of values are only {bytes.Length}");
}

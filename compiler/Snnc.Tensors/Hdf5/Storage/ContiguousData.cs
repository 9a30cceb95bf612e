using System.IO;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>Values in one piece of the file, or nowhere if none was ever written.</summary>
/// <param name="address">Its first byte, or <see cref="FieldReader.Undefined"/>.</param>
/// <param name="held">Its length, or null where the file does not say it.</param>
/// <param name="fill">The value of elements that were not written.</param>
internal sealed class ContiguousData(long address, long? held, byte[] fill) : IRawData
{
    public Stream Open(Hdf5Source source, long length)
    {
        if (address == FieldReader.Undefined || length == 0)
        {
            return new MemoryStream(Filling.Create(length, fill, unwritten: length));
        }

        return length <= (held ?? length) ? source.Section("block of values", address, length)
            : throw new MalformedException($"its {length} bytes of values are only {held}");
    }
}

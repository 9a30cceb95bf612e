using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Storage;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The newer ways to say where chunks are, version 4 of the layout (section IV.A.2.i).</summary>
internal static class ChunkIndex
{
    public static (IRawData Data, UnsupportedTypeException? Problem) Read(FieldReader fields, DatasetForm dataset) =>
        (new InlineData([]), new UnsupportedTypeException("its chunks are indexed in a way that cannot be read", "write it with libver='earliest'"));
}

using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>
/// A message that stands in the header of another object, as the type of a dataset does that was given a name (section IV.A.2, "Shared Message").
/// </summary>
internal static class SharedMessage
{
    private const int InHeap = 1;

    /// <exception cref="MalformedException">It is not there, or in the heap of shared messages, which is not read.</exception>
    public static HeaderMessage Follow(Hdf5Source source, MessageType type, FieldReader fields)
    {
        var version = fields.Version(1, 3);
        var place = fields.Byte();
        if (version == 3 && place == InHeap)
        {
            throw new MalformedException("its objects share messages in a heap, which cannot be read", "write it again without shared messages");
        }

        fields.Skip(version == 1 ? 6 : 0);
        var header = ObjectHeader.Read(source, fields.Address());
        return header.FindOwn(type) ?? throw fields.Damaged("points at an object that does not have it");
    }
}

using Snnc.Tensors.Hdf5.Storage;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>An attribute: name, type, extents and values, versions 1 to 3 (section IV.A.2.m).</summary>
internal static class AttributeMessage
{
    /// <param name="file">The path of the file.</param>
    /// <param name="owner">The path of the object.</param>
    public static Hdf5Attribute Read(Hdf5Source source, FieldReader fields, string file, string owner)
    {
        var version = fields.Version(1, 3);
        var shared = fields.Byte();
        var (nameLength, typeLength, spaceLength) = (fields.Short(), fields.Short(), fields.Short());
        fields.Skip(version == 3 ? 1 : 0);
        var padding = version == 1 ? 8 : 1;
        var name = Padded(fields, "the name", nameLength, padding).Text(nameLength);
        var type = Padded(fields, "the type", typeLength, padding);
        var space = Padded(fields, "the extents", spaceLength, padding);
        var isTypeShared = version > 1 && (shared & 1) != 0;
        type = isTypeShared ? SharedMessage.Follow(source, MessageType.Datatype, type).Fields : type;
        var values = new InlineData(fields.Bytes(fields.Left));
        var title = $"the attribute '{name}' of '{owner}'";
        return new Hdf5Attribute(name, new StoredValues(file, title, Datatype.Read(type), Dataspace.Read(space), values));
    }

    // In version 1 each part is filled up to a multiple of eight bytes.
    private static FieldReader Padded(FieldReader fields, string part, int length, int multiple)
    {
        var reader = fields.Part(part, length);
        fields.Skip((multiple - (length % multiple)) % multiple);
        return reader;
    }
}

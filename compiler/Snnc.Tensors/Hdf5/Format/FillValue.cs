namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The value of elements that were never written (sections IV.A.2.e and IV.A.2.f): its bytes, or none for zeros.</summary>
internal static class FillValue
{
    private static readonly byte[] Zeros = [];

    public static byte[] Read(ObjectHeader header) =>
        header.Find(MessageType.FillValue) is { } fill ? Read(fill.Fields)
        : header.Find(MessageType.OldFillValue) is { } old ? old.Fields.Bytes(old.Fields.Int())
        : Zeros;

    private static byte[] Read(FieldReader fields)
    {
        var version = fields.Version(1, 3);
        if (version == 3)
        {
            return (fields.Byte() & 0x20) != 0 ? fields.Bytes(fields.Int()) : Zeros;
        }

        // When space is taken, when the value is written, whether there is one.
        fields.Skip(2);
        var isDefined = fields.Byte() != 0;
        return version == 1 || isDefined ? fields.Bytes(fields.Int()) : Zeros;
    }
}

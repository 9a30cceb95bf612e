namespace Snnc.Tensors.Hdf5.Format;

/// <summary>One member of a newer group (section IV.A.2.g).</summary>
internal static class LinkMessage
{
    private const int Hard = 0;

    /// <summary>The member, or null if it is a soft or external link.</summary>
    public static Link? Read(FieldReader fields)
    {
        fields.Version(1, 1);
        var flags = fields.Byte();
        var kind = (flags & 8) != 0 ? fields.Byte() : Hard;
        long? order = (flags & 4) != 0 ? fields.Count(8) : null;
        fields.Skip((flags & 0x10) != 0 ? 1 : 0);
        var name = fields.Text(fields.Count(1 << (flags & 3)));
        return kind == Hard ? new Link(name, fields.Address(), order) : null;
    }
}

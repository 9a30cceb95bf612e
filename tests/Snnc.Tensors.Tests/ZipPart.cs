using System.Text;
using static Snnc.Tensors.Tests.ByteFormats;

namespace Snnc.Tensors.Tests;

/// <summary>An entry of a hand-made zip archive; what is set apart from its name and content is a lie told or a variant of the format used.</summary>
internal sealed record ZipPart(string Name, byte[] Content)
{
    public bool IsDeflated { get; init; }

    /// <summary>Sizes unknown in the local header and in a descriptor behind the data.</summary>
    public bool IsStreamed { get; init; }

    public bool IsZip64 { get; init; }

    public bool IsEncrypted { get; init; }

    public ushort? Method { get; init; }

    public long? Length { get; init; }

    public uint? Checksum { get; init; }

    public int? Offset { get; init; }

    private byte[] Packed => IsDeflated ? Deflate(Content) : Content;

    private byte[] NameBytes => Encoding.UTF8.GetBytes(Name);

    private uint Crc32 => Checksum ?? Crc(Content);

    private byte[] Common =>
        [.. Of<ushort>(45, (ushort)((IsStreamed ? 8 : 0) | (IsEncrypted ? 1 : 0)), Method ?? (ushort)(IsDeflated ? 8 : 0)), .. Of<ushort>(0, 0x21)];

    public byte[] Local()
    {
        byte[] sizes = IsStreamed ? Of(0, 0, 0) : IsZip64 ? Of((int)Crc32, -1, -1) : Of((int)Crc32, Packed.Length, (int)(Length ?? Content.Length));
        byte[] extra = IsZip64 ? [.. Of<ushort>(1, 16), .. Of<long>(Content.Length, Packed.Length)] : [];
        byte[] descriptor = IsStreamed ? [.. Of(0x08074B50), .. Of(Crc32), .. Of(Packed.Length, Content.Length)] : [];
        byte[] lengths = Of((ushort)NameBytes.Length, (ushort)extra.Length);
        return [.. Of(0x04034B50), .. Common, .. sizes, .. lengths, .. NameBytes, .. extra, .. Packed, .. descriptor];
    }

    public byte[] Central(int offset)
    {
        byte[] sizes = IsZip64 ? Of((int)Crc32, -1, -1) : Of((int)Crc32, Packed.Length, (int)(Length ?? Content.Length));
        byte[] wide = [.. Of<ushort>(1, 24), .. Of<long>(Length ?? Content.Length, Packed.Length, offset)];
        byte[] extra = IsZip64 ? [.. Of<ushort>(0x5455, 1), 0, .. wide] : [];
        byte[] lengths = Of<ushort>((ushort)NameBytes.Length, (ushort)extra.Length, 0, 0, 0, 0, 0);
        return [.. Of(0x02014B50), .. Of<ushort>(45), .. Common, .. sizes, .. lengths, .. Of(IsZip64 ? -1 : offset), .. NameBytes, .. extra];
    }
}

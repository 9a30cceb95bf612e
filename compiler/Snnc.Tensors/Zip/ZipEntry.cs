using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Zip;

/// <summary>An entry of the central directory.</summary>
/// <param name="Name">Path in the archive.</param>
/// <param name="IsDeflated">Whether it is compressed; else it is stored.</param>
/// <param name="Checksum">CRC-32 of the unpacked bytes.</param>
/// <param name="CompressedLength">Bytes in the file.</param>
/// <param name="Length">Unpacked bytes.</param>
/// <param name="Offset">Where its local header starts.</param>
internal sealed record ZipEntry(string Name, bool IsDeflated, uint Checksum, long CompressedLength, long Length, long Offset)
{
    /// <summary>Bytes of a local header before its name.</summary>
    public const int LocalHeaderLength = 30;

    /// <summary>Deflate spends at least two bits on 258 bytes.</summary>
    public const int MaxExpansion = 1032;

    /// <summary>The unpacked bytes.</summary>
    /// <exception cref="MalformedException">The local header is not there.</exception>
    public Stream Open(Stream file)
    {
        file.Position = Offset;
        var header = file.ReadBytes(LocalHeaderLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034B50)
        {
            throw new MalformedException($"the entry '{Name}' is not where the archive says");
        }

        var start = Offset + LocalHeaderLength
            + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        Stream section = new SectionStream(file, start, CompressedLength);
        return new VerifiedStream(IsDeflated ? new DeflateStream(section, CompressionMode.Decompress) : section, this);
    }
}

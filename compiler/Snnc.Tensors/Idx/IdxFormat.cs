using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Zip;

namespace Snnc.Tensors.Idx;

/// <summary>The format of MNIST: two zeros, a type, the number of axes, their extents and the values, all big-endian; plain or gzipped.</summary>
internal static class IdxFormat
{
    public static bool IsMagic(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && start[0] == 0 && start[1] == 0 && TypeOf(start[2]) is not null && start[3] is > 0 and <= Layout.MaxRank;

    public static bool IsGzipMagic(ReadOnlySpan<byte> start) => start.Length >= 2 && start[0] == 0x1F && start[1] == 0x8B;

    public static TensorListing List(Stream file)
    {
        var (layout, start) = ReadHeader(file);
        var held = file.Length - start;
        layout.CheckHeld(held);

        return TensorListing.Single(layout, stream => ReadValues(new SectionStream(stream, start, held), layout));
    }

    public static TensorListing ListGzip(Stream file)
    {
        var (layout, start) = ReadGzipHeader(file);
        var length = layout.Bytes + start;
        if (length / ZipEntry.MaxExpansion > file.Length)
        {
            throw new MalformedException($"its header tells of {layout.Bytes} bytes of values, which {file.Length} packed bytes cannot hold");
        }

        return UnpackedLength(file) == length ? TensorListing.Single(layout, stream => ReadGzipValues(stream, layout, start))
            : throw new MalformedException($"it does not unpack to the {length} bytes that its header tells of, so it was probably cut off");
    }

    // Its last four bytes, of a file of one gzip member. The runtime itself does not miss an end that was cut off.
    private static uint UnpackedLength(Stream file)
    {
        file.Position = file.Length - 4;
        return BinaryPrimitives.ReadUInt32LittleEndian(file.ReadBytes(4));
    }

    private static (Layout Layout, int Start) ReadGzipHeader(Stream file)
    {
        using var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        return ReadHeader(unpacked);
    }

    private static Array ReadGzipValues(Stream file, Layout layout, int start)
    {
        using var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        unpacked.ReadBytes(start);
        return ReadValues(unpacked, layout);
    }

    private static Array ReadValues(Stream stream, Layout layout) => new ElementReader(stream, layout, bigEndian: true).Read();

    private static (Layout Layout, int Start) ReadHeader(Stream stream)
    {
        var magic = stream.ReadBytes(4);
        if (!IsMagic(magic))
        {
            throw new MalformedException("what it holds does not begin like an IDX file", "of gzipped files only IDX can be read");
        }

        var extents = new long[magic[3]];
        var bytes = stream.ReadBytes(4 * extents.Length);
        for (var axis = 0; axis < extents.Length; axis++)
        {
            extents[axis] = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4 * axis));
        }

        return (Layout.Create(TypeOf(magic[2])!.Value, extents), 4 + bytes.Length);
    }

    private static DType? TypeOf(byte code) => code switch
    {
        0x08 => DType.UInt8,
        0x09 => DType.Int8,
        0x0B => DType.Int16,
        0x0C => DType.Int32,
        0x0D => DType.Float32,
        0x0E => DType.Float64,
        _ => null,
    };
}

using System;
using System.Buffers.Binary;
using System.IO;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Zip;

/// <summary>The record at the end of a zip archive, from its 64-bit form where the other is too narrow.</summary>
internal sealed record ZipEnd(long EntryCount, long DirectoryLength, long DirectoryOffset)
{
    /// <summary>How the record begins.</summary>
    public const uint Signature = 0x06054B50;

    private const int Length = 22;
    private const int LocatorLength = 20;
    private const int WideLength = 56;

    /// <exception cref="MalformedException">There is none, or it points outside of the file.</exception>
    public static ZipEnd Find(Stream file)
    {
        // A comment of up to 65,535 bytes may follow.
        var tailLength = (int)Math.Min(file.Length, Length + ushort.MaxValue);
        file.Position = file.Length - tailLength;
        ReadOnlySpan<byte> tail = file.ReadBytes(tailLength);
        for (var at = tailLength - Length; at >= 0; at--)
        {
            var record = tail.Slice(at);
            if (UInt32(record, 0) == Signature && UInt16(record, 20) == record.Length - Length)
            {
                var position = file.Length - record.Length;
                return Check(Read(record, file, position), position);
            }
        }

        throw new MalformedException("the archive has no end, so the file was probably cut off", "copy or download it again");
    }

    private static ZipEnd Read(ReadOnlySpan<byte> record, Stream file, long position)
    {
        var narrow = new ZipEnd(UInt16(record, 10), UInt32(record, 12), UInt32(record, 16));
        var isWide = narrow.EntryCount == ushort.MaxValue || narrow.DirectoryLength == uint.MaxValue || narrow.DirectoryOffset == uint.MaxValue;
        return isWide && position >= LocatorLength ? ReadWide(file, position - LocatorLength) ?? narrow : narrow;
    }

    private static ZipEnd? ReadWide(Stream file, long locatorPosition)
    {
        file.Position = locatorPosition;
        ReadOnlySpan<byte> locator = file.ReadBytes(LocatorLength);
        var position = BinaryPrimitives.ReadInt64LittleEndian(locator.Slice(8));
        if (UInt32(locator, 0) != 0x07064B50 || position < 0 || position > locatorPosition - WideLength)
        {
            return null;
        }

        file.Position = position;
        ReadOnlySpan<byte> wide = file.ReadBytes(WideLength);
        return UInt32(wide, 0) == 0x06064B50 ? new ZipEnd(Int64(wide, 32), Int64(wide, 40), Int64(wide, 48)) : null;
    }

    private static ZipEnd Check(ZipEnd end, long position)
    {
        var isInside = end.EntryCount >= 0 && end.DirectoryLength >= 0 && end.DirectoryOffset >= 0
            && end.DirectoryOffset <= position && end.DirectoryLength <= position - end.DirectoryOffset;
        return isInside ? end : throw new MalformedException("the end of the archive points outside of the file", "copy or download it again");
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(at));

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(at));

    private static long Int64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(at));
}

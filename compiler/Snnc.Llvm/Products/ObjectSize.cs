using System;
using System.Buffers.Binary;

namespace Snnc.Llvm.Products;

/// <summary>What an ELF object file takes of a machine's memory.</summary>
/// <param name="Code">Bytes of instructions.</param>
/// <param name="Constants">Bytes that are read alone: weights and other numbers.</param>
/// <param name="Variables">Bytes that are written to, without those of instances.</param>
public sealed record ObjectSize(long Code, long Constants, long Variables)
{
    // Of the ELF specification: SHF_WRITE, SHF_ALLOC, SHF_EXECINSTR.
    private const ulong Write = 1, Allocated = 2, Executable = 4;
    private static readonly byte[] Magic = [0x7f, (byte)'E', (byte)'L', (byte)'F'];

    /// <summary>Adds up the sections that are loaded; null for files that are no little-endian ELF.</summary>
    public static ObjectSize? Of(ReadOnlySpan<byte> file)
    {
        const int Class = 4, Order = 5;
        if (file.Length < 64 || !file[..4].SequenceEqual(Magic) || file[Order] != 1)
        {
            return null;
        }

        var is64 = file[Class] == 2;
        var table = is64 ? (long)BinaryPrimitives.ReadUInt64LittleEndian(file[40..]) : BinaryPrimitives.ReadUInt32LittleEndian(file[32..]);
        var (entry, count) = is64 ? (58, 60) : (46, 48);
        var (entrySize, sections) = (BinaryPrimitives.ReadUInt16LittleEndian(file[entry..]), BinaryPrimitives.ReadUInt16LittleEndian(file[count..]));
        var (code, constants, variables) = (0L, 0L, 0L);
        for (var i = 0; i < sections; i++)
        {
            var (flags, size) = Section(file.Slice((int)(table + (i * entrySize)), entrySize), is64);
            code += Has(flags, Executable) ? size : 0;
            variables += Has(flags, Write) ? size : 0;
            constants += Has(flags, Allocated) && !Has(flags, Executable) && !Has(flags, Write) ? size : 0;
        }

        return new ObjectSize(code, constants, variables);
    }

    private static bool Has(ulong flags, ulong flag) => (flags & flag) != 0;

    private static (ulong Flags, long Size) Section(ReadOnlySpan<byte> header, bool is64) => is64
        ? (BinaryPrimitives.ReadUInt64LittleEndian(header[8..]), (long)BinaryPrimitives.ReadUInt64LittleEndian(header[32..]))
        : (BinaryPrimitives.ReadUInt32LittleEndian(header[8..]), BinaryPrimitives.ReadUInt32LittleEndian(header[20..]));
}

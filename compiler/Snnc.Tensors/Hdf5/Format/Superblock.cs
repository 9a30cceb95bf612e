using System;
using System.IO;
using System.Linq;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The start of a file, versions 0 to 3 (section II.A).</summary>
/// <param name="Base">Where it is, and with it address 0: others may have put something before it, which it need not know.</param>
/// <param name="Sizes">The sizes of addresses and lengths.</param>
/// <param name="Root">The address of the root group's object header.</param>
/// <param name="Extension">The address of an object header about the whole file, or <see cref="FieldReader.Undefined"/>.</param>
internal sealed record Superblock(long Base, FieldSizes Sizes, long Root, long Extension)
{
    private const int FirstPlace = 512;
    private const int MaxLength = 128;
    private static readonly byte[] Signature = [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    public static bool IsMagic(ReadOnlySpan<byte> start) => start.StartsWith(Signature);

    /// <summary>Looks where it may be: at byte 0, 512, 1024, 2048 and so on.</summary>
    /// <exception cref="MalformedException">It is nowhere, damaged, or of a version that is not known.</exception>
    public static Superblock Find(Stream file)
    {
        for (var place = 0L; place < file.Length; place = place == 0 ? FirstPlace : 2 * place)
        {
            file.Position = place;
            var start = new byte[MaxLength];
            var length = file.ReadUpTo(start, MaxLength);
            if (length >= Signature.Length && start.Take(Signature.Length).SequenceEqual(Signature))
            {
                return Read(start, length, place, file.Length);
            }
        }

        throw new MalformedException("it does not begin like an HDF5 file", "it is of another format, or a download that failed: make or copy it again");
    }

    private static Superblock Read(byte[] bytes, int length, long place, long fileLength)
    {
        var sizes = bytes[Signature.Length] < 2 ? new FieldSizes(bytes[13], bytes[14]) : new FieldSizes(bytes[9], bytes[10]);
        var fields = new FieldReader("the superblock", bytes, 0, length, sizes);
        if (sizes.Address is not (2 or 4 or 8) || sizes.Length is not (2 or 4 or 8))
        {
            throw fields.Damaged($"says that addresses take {sizes.Address} bytes and lengths {sizes.Length}");
        }

        fields.Skip(Signature.Length);
        var version = fields.Version(0, 3);
        var (superblock, end) = version < 2 ? ReadOld(fields, version, place) : ReadNew(fields, place);
        return end <= fileLength ? superblock
            : throw new MalformedException($"it should have {end} bytes, but it has {fileLength}, so it was cut off", "copy or download it again");
    }

    private static (Superblock Superblock, long End) ReadOld(FieldReader fields, int version, long place)
    {
        fields.Skip(7);
        fields.Skip(2 + 2 + 4 + (version == 1 ? 4 : 0));
        fields.Skip(2 * fields.Sizes.Address);
        var end = fields.Address();
        var driver = fields.Address();
        fields.Skip(fields.Sizes.Address);
        return driver != FieldReader.Undefined
            ? throw new MalformedException("it is one of several files that are one together, which cannot be read", "write it as a single file")
            : (new Superblock(place, fields.Sizes, fields.Address(), FieldReader.Undefined), end);
    }

    private static (Superblock Superblock, long End) ReadNew(FieldReader fields, long place)
    {
        fields.Skip(3);
        fields.Skip(fields.Sizes.Address);
        var extension = fields.Address();
        var end = fields.Address();
        var root = fields.Address();
        fields.Checksum();
        return (new Superblock(place, fields.Sizes, root, extension), end);
    }
}

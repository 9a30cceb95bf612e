using System;
using System.IO;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>
/// An open file whose structures are read by their addresses. All that is read is charged to a budget in proportion to the length of the file,
/// so that structures that point at one another, or many at the same, come to an end soon.
/// </summary>
internal sealed class Hdf5Source
{
    private const int BudgetPerByte = 8;
    private const int LeastBudget = 1 << 20;
    private const int Overhead = 64;
    private const string Again = "copy or download it again";

    private readonly Stream _file;
    private long _budget;

    private Hdf5Source(Stream file, Superblock superblock)
    {
        (_file, Superblock) = (file, superblock);
        _budget = (BudgetPerByte * file.Length) + LeastBudget;
        Heap = new GlobalHeap(this);
    }

    public Superblock Superblock { get; }

    /// <summary>Gets the texts of variable length.</summary>
    public GlobalHeap Heap { get; }

    /// <summary>Gets the bytes behind address 0.</summary>
    public long Length => _file.Length - Superblock.Base;

    public FieldSizes Sizes => Superblock.Sizes;

    public static Hdf5Source Open(Stream file) => new(file, Superblock.Find(file));

    /// <summary>The structure of so many bytes at an address.</summary>
    public FieldReader Read(string structure, long address, long length)
    {
        CheckInside(structure, address, length);
        Charge(length + Overhead);
        return Fields(structure, address, ReadBytes(address, (int)length));
    }

    /// <summary>The structure at an address whose length its first bytes tell: what there is of so many bytes.</summary>
    public FieldReader ReadStart(string structure, long address, int length)
    {
        CheckInside(structure, address, 0);
        return Read(structure, address, Math.Min(length, Length - address));
    }

    /// <summary>Values, which are not charged to the budget: who asks for them bounds them.</summary>
    public byte[] ReadValues(string what, long address, long length)
    {
        CheckInside(what, address, length);
        return ReadBytes(address, (int)length);
    }

    /// <summary>Values that are read from the file as they are needed.</summary>
    public Stream Section(string what, long address, long length)
    {
        CheckInside(what, address, length);
        return new SectionStream(_file, Superblock.Base + address, length);
    }

    /// <summary>Takes work that is in proportion to <paramref name="bytes"/> off the budget.</summary>
    public void Charge(long bytes)
    {
        _budget -= bytes;
        if (_budget < 0)
        {
            throw new MalformedException("its structures point at one another without end, so it is damaged", Again);
        }
    }

    private FieldReader Fields(string structure, long address, byte[] bytes) =>
        new($"the {structure} at byte {address + Superblock.Base}", bytes, 0, bytes.Length, Sizes);

    private byte[] ReadBytes(long address, int length)
    {
        _file.Position = Superblock.Base + address;
        return _file.ReadBytes(length);
    }

    private void CheckInside(string what, long address, long length)
    {
        if (address < 0 || length < 0 || address > Length || length > Length - address || length > Layout.MaxBytes)
        {
            throw address == FieldReader.Undefined ? new MalformedException($"the {what} is nowhere in the file")
                : new MalformedException($"the {what} would lie outside of the file ({length} bytes from byte {address} on, of {Length})", Again);
        }
    }
}

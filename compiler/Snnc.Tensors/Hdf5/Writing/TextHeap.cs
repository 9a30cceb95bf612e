using System;
using System.Text;

namespace Snnc.Tensors.Hdf5.Writing;

/// <summary>
/// Collections of texts of variable length, as the global heap has them (section III.E). The place of a collection is taken when its first text
/// comes, and filled when the next one does not fit.
/// </summary>
internal sealed class TextHeap(FileWriter file)
{
    private const int CollectionBytes = 4096;
    private const int PrefixBytes = 16;

    private FieldWriter _collection = new();
    private long _address;
    private int _bytes;
    private int _count;

    /// <summary>Adds a text: its length, and the address and index where it is; an empty one is nowhere.</summary>
    public (int Length, long Collection, int Index) Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length == 0)
        {
            return (0, 0, 0);
        }

        if (_collection.Length + PrefixBytes + bytes.Length + FieldWriter.Padding(bytes.Length) > _bytes)
        {
            Begin(bytes.Length);
        }

        _collection.Short(++_count).Short(1).Int(0).Long(bytes.Length).Bytes(bytes).Align();
        return (bytes.Length, _address, _count);
    }

    /// <summary>Fills the place of the last collection; what is left of it is free.</summary>
    public void Flush()
    {
        var free = _bytes - _collection.Length;
        if (free >= PrefixBytes)
        {
            _collection.Long(0).Long(free);
        }

        file.Overwrite(_address, _collection.PadTo(_bytes));
    }

    private void Begin(int textBytes)
    {
        Flush();
        _bytes = Math.Max(CollectionBytes, (2 * PrefixBytes) + textBytes + FieldWriter.Padding(textBytes));
        _address = file.Reserve(_bytes);
        _collection = new FieldWriter().Ascii("GCOL").Bytes(1, 0, 0, 0).Long(_bytes);
        _count = 0;
    }
}

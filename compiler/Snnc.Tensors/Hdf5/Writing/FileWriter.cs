using System;
using System.IO;
using System.Linq;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Writing;

/// <summary>Writes a file from its leaves to its root: what is pointed at stands before what points, but for the superblock (version 0).</summary>
internal sealed class FileWriter(Stream file)
{
    private const int SuperblockBytes = 96;

    private TextHeap? _texts;

    private TextHeap Texts => _texts ??= new TextHeap(this);

    public void Write(Hdf5Content root)
    {
        var superblock = Reserve(SuperblockBytes);
        var group = WriteGroup(root);
        _texts?.Flush();
        Overwrite(superblock, Superblock(group, Align()));
    }

    /// <summary>Writes a structure behind all others, and returns its address.</summary>
    public long Append(FieldWriter structure)
    {
        var address = Align();
        Write(structure);
        return address;
    }

    /// <summary>Takes room behind all others, and returns its address.</summary>
    public long Reserve(int length) => Append(new FieldWriter().Zeros(length));

    /// <summary>Writes a structure where room was taken for it.</summary>
    public void Overwrite(long address, FieldWriter structure)
    {
        var end = file.Position;
        file.Position = address;
        Write(structure);
        file.Position = end;
    }

    private void Write(FieldWriter structure)
    {
        var bytes = structure.ToArray();
        file.Write(bytes, 0, bytes.Length);
    }

    private long Align()
    {
        file.Write(new byte[8], 0, FieldWriter.Padding(file.Position));
        return file.Position;
    }

    private WrittenObject WriteGroup(Hdf5Content group)
    {
        var members = group.Members.Select(member => (member.Key, Object: WriteMember(member.Value))).ToList();
        var (tree, heap) = new SymbolTableWriter(this).Write(members);
        var header = new HeaderWriter().Add(0x11, new FieldWriter().Long(tree).Long(heap));
        foreach (var attribute in group.Attributes)
        {
            header.AddAttribute(attribute, Encode(attribute));
        }

        return new WrittenObject(Append(header.ToHeader()), tree, heap);
    }

    private WrittenObject WriteMember(object member) => member is Hdf5Content group ? WriteGroup(group) : WriteDataset((WrittenArray)member);

    private WrittenObject WriteDataset(WrittenArray array)
    {
        var address = WriteValues(array);
        var layout = new FieldWriter().Bytes(3, 1).Long(address).Long((long)array.Values.Length * array.ElementBytes);
        var header = new HeaderWriter()
            .Add(0x01, HeaderWriter.Dataspace(array.Shape))
            .Add(0x03, HeaderWriter.Datatype(array.Values))
            .Add(0x05, new FieldWriter().Bytes(2, 2, 2, 1).Int(0))
            .Add(0x08, layout);
        return new WrittenObject(Append(header.ToHeader()));
    }

    // An array without elements has no place.
    private long WriteValues(WrittenArray array)
    {
        if (array.Values.Length == 0)
        {
            return Format.FieldReader.Undefined;
        }

        if (array.Values is string[])
        {
            return Append(Encode(array));
        }

        var address = Align();
        ArrayBytes.Write(file, array.Values);
        return address;
    }

    private FieldWriter Encode(WrittenArray array)
    {
        var values = new FieldWriter();
        if (array.Values is not string[] texts)
        {
            var bytes = new byte[Buffer.ByteLength(array.Values)];
            Buffer.BlockCopy(array.Values, 0, bytes, 0, bytes.Length);
            return values.Bytes(bytes);
        }

        foreach (var text in texts)
        {
            var (length, collection, index) = Texts.Add(text);
            values.Int(length).Long(collection).Int(index);
        }

        return values;
    }

    private static FieldWriter Superblock(WrittenObject root, long end) => new FieldWriter()
        .Bytes(0x89).Ascii("HDF\r\n").Bytes(0x1A, (byte)'\n')
        .Bytes(0, 0, 0, 0, 0, 8, 8, 0).Short(SymbolTableWriter.HalfLeaf).Short(SymbolTableWriter.HalfNode).Int(0)
        .Long(0).Long(-1).Long(end).Long(-1)
        .Bytes(root.ToEntry(0).ToArray());
}

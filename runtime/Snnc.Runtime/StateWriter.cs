using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace Snnc.Runtime;

/// <summary>Writes the states of a network, in an order that the network fixes, for <see cref="StateReader"/>.</summary>
public sealed class StateWriter
{
    /// <summary>The first four bytes of every snapshot.</summary>
    internal const uint Magic = 0x53534E53;

    private readonly MemoryStream _stream = new();
    private readonly BinaryWriter _writer;

    /// <summary>Starts a snapshot.</summary>
    /// <param name="network">The network's name, checked when it is read.</param>
    /// <param name="version">A number that changes with the network's states, checked when it is read.</param>
    public StateWriter(string network, long version)
    {
        _writer = new BinaryWriter(_stream, Encoding.UTF8);
        _writer.Write(Magic);
        _writer.Write(network);
        _writer.Write(version);
    }

    /// <summary>Writes numbers of one state.</summary>
    public void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        _writer.Write(bytes.Length);
        _writer.Write(bytes);
    }

    /// <inheritdoc cref="Write{T}(ReadOnlySpan{T})"/>
    public void Write<T>(T[] values)
        where T : unmanaged => Write(new ReadOnlySpan<T>(values));

    /// <summary>Writes one number.</summary>
    public void Write(int value) => Write(new ReadOnlySpan<int>(in value));

    /// <summary>The snapshot.</summary>
    public byte[] ToArray()
    {
        _writer.Flush();
        return _stream.ToArray();
    }
}

using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace Snnc.Runtime;

/// <summary>
/// Writes the states of a network, in an order that the network fixes, for <see cref="StateReader"/>. Little-endian: <c>SNSS</c>, version of this format
/// (32 bits each), the network's name (UTF-8 after its length), what its states are like (64 bits); each state as its length in bytes (32 bits) and
/// its numbers; a checksum of all before it (FNV-1a, 64 bits).
/// </summary>
public sealed class StateWriter
{
    /// <summary>The first four bytes of every snapshot.</summary>
    internal const uint Magic = 0x53534E53;

    /// <summary>The version of the format.</summary>
    internal const uint Format = 2;

    /// <summary>The bytes of the checksum.</summary>
    internal const int ChecksumLength = sizeof(ulong);

    private readonly MemoryStream _stream = new();
    private readonly BinaryWriter _writer;

    /// <summary>Starts a snapshot.</summary>
    /// <param name="network">The network's name, checked when it is read.</param>
    /// <param name="layout">A number that changes with the network's states, checked when it is read.</param>
    public StateWriter(string network, long layout)
    {
        _writer = new BinaryWriter(_stream, Encoding.UTF8);
        _writer.Write(Magic);
        _writer.Write(Format);
        _writer.Write(network);
        _writer.Write(layout);
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
        var snapshot = new byte[_stream.Length + ChecksumLength];
        _stream.GetBuffer().AsSpan(0, (int)_stream.Length).CopyTo(snapshot);
        BinaryPrimitives.WriteUInt64LittleEndian(snapshot.AsSpan(^ChecksumLength), Checksum(snapshot.AsSpan(..^ChecksumLength)));
        return snapshot;
    }

    /// <summary>FNV-1a (Fowler, Noll, Vo) in 64 bits, of words of 8 bytes and of the bytes after them.</summary>
    internal static ulong Checksum(ReadOnlySpan<byte> bytes)
    {
        const ulong Basis = 14695981039346656037, Prime = 1099511628211;
        var hash = Basis;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = unchecked((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Prime);
        }

        foreach (var value in bytes)
        {
            hash = unchecked((hash ^ value) * Prime);
        }

        return hash;
    }
}

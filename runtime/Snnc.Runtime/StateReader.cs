using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace Snnc.Runtime;

/// <summary>Reads what <see cref="StateWriter"/> wrote, in the same order.</summary>
public sealed class StateReader
{
    private readonly BinaryReader _reader;

    /// <summary>Opens a snapshot.</summary>
    /// <exception cref="SnncRunException">It is not one, or one of another network.</exception>
    public StateReader(ReadOnlySpan<byte> snapshot, string network, long version)
    {
        _reader = new BinaryReader(new MemoryStream(snapshot.ToArray(), writable: false), Encoding.UTF8);
        try
        {
            if (_reader.ReadUInt32() != StateWriter.Magic || _reader.ReadString() != network || _reader.ReadInt64() != version)
            {
                throw Foreign(network);
            }
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            throw Foreign(network);
        }
    }

    /// <summary>Reads the numbers of one state.</summary>
    /// <exception cref="SnncRunException">The snapshot ends here, or holds another number of them.</exception>
    public void Read<T>(Span<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        var left = _reader.BaseStream.Length - _reader.BaseStream.Position;
        if (left < sizeof(int) || _reader.ReadInt32() != bytes.Length || left - sizeof(int) < bytes.Length)
        {
            throw new SnncRunException("The saved state is damaged: a state does not have the length that it says.");
        }

        _reader.BaseStream.ReadExactly(bytes);
    }

    /// <inheritdoc cref="Read{T}(Span{T})"/>
    public void Read<T>(T[] values)
        where T : unmanaged => Read(values.AsSpan());

    /// <summary>Reads one number.</summary>
    /// <param name="least">The least that it may be.</param>
    /// <param name="bound">One more than the greatest that it may be.</param>
    public int Read(int least, int bound)
    {
        var value = 0;
        Read(new Span<int>(ref value));
        return value >= least && value < bound
            ? value
            : throw new SnncRunException($"The saved state is damaged: {value} stands where a number from {least} to {bound - 1} should.");
    }

    private static SnncRunException Foreign(string network) => new($"This is not a saved state of the network {network}, or one of another version of it.");
}

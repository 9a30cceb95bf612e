using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace Snnc.Runtime;

/// <summary>Reads what <see cref="StateWriter"/> wrote, in the same order.</summary>
public sealed class StateReader
{
    private readonly BinaryReader _reader;

    /// <summary>Opens a snapshot.</summary>
    /// <param name="network">The name of the network that reads it.</param>
    /// <param name="layout">The number that says what its states are like.</param>
    /// <exception cref="SnncRunException">It is none, is damaged, or is of another network.</exception>
    public StateReader(ReadOnlySpan<byte> snapshot, string network, long layout)
    {
        if (snapshot.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(snapshot) != StateWriter.Magic)
        {
            throw new SnncRunException($"This is not a saved state of the network {network}, nor of any.");
        }

        CheckWhole(snapshot);
        _reader = new BinaryReader(new MemoryStream(snapshot[sizeof(uint)..^StateWriter.ChecksumLength].ToArray(), writable: false), Encoding.UTF8);
        ReadHead(network, layout);
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

    /// <summary>Says that all was read.</summary>
    /// <exception cref="SnncRunException">There is more.</exception>
    public void End()
    {
        if (_reader.BaseStream.Position != _reader.BaseStream.Length)
        {
            throw new SnncRunException("The saved state is damaged: it holds more than the states of the network.");
        }
    }

    // Before anything is believed, so that a network never takes half of a damaged state.
    private static void CheckWhole(ReadOnlySpan<byte> snapshot)
    {
        const int Least = 2 * sizeof(uint);
        var format = snapshot.Length < Least ? StateWriter.Format : BinaryPrimitives.ReadUInt32LittleEndian(snapshot[sizeof(uint)..]);
        if (format != StateWriter.Format)
        {
            throw new SnncRunException($"The saved state has the format {format}; this runtime reads the format {StateWriter.Format}.");
        }

        if (snapshot.Length < Least + StateWriter.ChecksumLength || BinaryPrimitives.ReadUInt64LittleEndian(snapshot[^StateWriter.ChecksumLength..])
            != StateWriter.Checksum(snapshot[..^StateWriter.ChecksumLength]))
        {
            throw new SnncRunException("The saved state is damaged: it is cut off, or was changed.");
        }
    }

    private void ReadHead(string network, long layout)
    {
        try
        {
            _reader.ReadUInt32();
            var name = _reader.ReadString();
            if (name != network)
            {
                throw new SnncRunException($"This is a saved state of the network {name}, not of {network}.");
            }

            if (_reader.ReadInt64() != layout)
            {
                throw new SnncRunException($"This is a saved state of another version of the network {network}, with other states.");
            }
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            throw new SnncRunException("The saved state is damaged: it does not say of which network it is.", e);
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Snnc.Runtime;

/// <summary>
/// Weights in one file (.snnw), as they are shipped with a compiled network. Little-endian: <c>SNNW</c>, version, number of tensors, bytes of the directory
/// (32 bits each); the directory, an entry per tensor: container, key (UTF-8 after a 16-bit length), type and rank (8 bits each), extents (32 bits each),
/// place of the data in the file (64 bits); then the data in C order, each tensor at a multiple of 64 bytes.
/// Every length is checked against the file's before anything is allocated by it.
/// </summary>
public sealed class WeightFile : IWeightSource, IDisposable
{
    internal const uint Magic = 0x574E4E53;
    internal const uint Version = 1;
    internal const int HeaderLength = 16;
    internal const int Alignment = 64;

    private readonly Dictionary<(string Container, string Key), WeightFileEntry> _entries = [];
    private readonly Stream _stream;
    private readonly string _name;

    /// <summary>Opens a file from a stream, which it owns from now on.</summary>
    /// <param name="stream">Can seek.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="SnncRunException">It is not such a file, or damaged.</exception>
    public WeightFile(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
        try
        {
            ReadDirectory();
        }
        catch (Exception e) when (e is EndOfStreamException or DecoderFallbackException or OverflowException)
        {
            throw Damaged("its directory is cut off", e);
        }
    }

    /// <summary>Gets the names of the tensors, in the order in which they were written.</summary>
    public IReadOnlyCollection<(string Container, string Key)> Names => _entries.Keys;

    /// <summary>Opens a file.</summary>
    /// <exception cref="SnncRunException">It cannot be read, is not such a file, or damaged.</exception>
    public static WeightFile Open(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return new WeightFile(stream, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SnncRunException($"The weights file '{path}' cannot be read: {e.Message}", e);
        }
        catch (SnncRunException)
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>Writes a file.</summary>
    /// <param name="tensors">With their containers and keys; no name twice.</param>
    public static void Write(Stream stream, IReadOnlyList<(string Container, string Key, WeightTensor Tensor)> tensors) =>
        WeightFileWriter.Write(stream, tensors);

    /// <inheritdoc/>
    public WeightTensor Read(string container, string key)
    {
        if (!_entries.TryGetValue((container, key), out var entry))
        {
            throw new SnncRunException($"The weights file '{_name}' has no tensor '{key}' of '{container}'.");
        }

        // One file may serve several networks that are loaded at the same time.
        lock (_stream)
        {
            try
            {
                _stream.Position = entry.Offset;
                return entry.Read(_stream);
            }
            catch (IOException e)
            {
                throw Damaged($"tensor '{key}' of '{container}' can no longer be read", e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void ReadDirectory()
    {
        _stream.Position = 0;
        using var reader = new BinaryReader(_stream, WeightFileEntry.Names, leaveOpen: true);
        if (_stream.Length < HeaderLength || reader.ReadUInt32() != Magic)
        {
            throw new SnncRunException($"'{_name}' is not a weights file of snnc.");
        }

        var version = reader.ReadUInt32();
        if (version != Version)
        {
            throw new SnncRunException($"The weights file '{_name}' has version {version}; this runtime reads version {Version}.");
        }

        var count = reader.ReadUInt32();
        var directoryEnd = HeaderLength + (long)reader.ReadUInt32();
        if (directoryEnd > _stream.Length)
        {
            throw Damaged("its directory is cut off");
        }

        for (var i = 0L; i < count; i++)
        {
            Add(WeightFileEntry.ReadFrom(reader), directoryEnd);
        }
    }

    private void Add(WeightFileEntry entry, long directoryEnd)
    {
        if (!entry.Fits(directoryEnd, _stream.Length) || _stream.Position > directoryEnd)
        {
            throw Damaged($"tensor '{entry.Key}' does not lie inside it");
        }

        if (!_entries.TryAdd((entry.Container, entry.Key), entry))
        {
            throw Damaged($"tensor '{entry.Key}' of '{entry.Container}' stands in it twice");
        }
    }

    private SnncRunException Damaged(string how, Exception? cause = null) => new($"The weights file '{_name}' is damaged: {how}.", cause);
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;

namespace Snnc.Runtime;

/// <summary>
/// Weights in one file (.snnw), as they are shipped with a compiled network. Little-endian: <c>SNNW</c>, version, number of tensors, bytes of the directory
/// (32 bits each); the directory, an entry per tensor: container, key (UTF-8 after a 16-bit length), type and rank (8 bits each), extents (32 bits each),
/// place of the data in the file (64 bits); then the data in C order, each tensor at a multiple of 64 bytes.
/// Every length is checked against the file's before anything is allocated by it.
/// A file on disk is mapped into memory, and a resource of an assembly is there already: both are read in place, without a copy.
/// For several threads at a time, until it is disposed.
/// </summary>
public sealed class WeightFile : IWeightSource, IDisposable
{
    private readonly Dictionary<(string Container, string Key), WeightFileEntry> _entries = [];
    private readonly WeightBytes _bytes;
    private readonly string _name;

    /// <summary>Opens a file from a stream.</summary>
    /// <param name="stream">One that cannot seek is read to its end now.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="leaveOpen">Whether the stream stays open when this is disposed.</param>
    /// <exception cref="SnncRunException">It is not such a file, or damaged.</exception>
    public WeightFile(Stream stream, string name, bool leaveOpen = false)
        : this(WeightBytes.Of(stream, leaveOpen), name)
    {
    }

    private WeightFile(WeightBytes bytes, string name)
    {
        _bytes = bytes;
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

    /// <summary>Maps a file into memory.</summary>
    /// <exception cref="SnncRunException">It cannot be read, is not such a file, or damaged.</exception>
    public static WeightFile Open(string path)
    {
        WeightBytes? bytes = null;
        try
        {
            bytes = WeightBytes.Map(path);
            return new WeightFile(bytes, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SnncRunException($"The weights file '{path}' cannot be read: {e.Message}", e);
        }
        catch (SnncRunException)
        {
            bytes?.Dispose();
            throw;
        }
    }

    /// <summary>Opens the weights that a network was compiled with, where they are a resource of its assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="sha256">The SHA-256 of its bytes, in hexadecimal digits.</param>
    /// <exception cref="SnncRunException">There is no such resource, or it holds something else.</exception>
    public static WeightFile OpenResource(Assembly assembly, string name, string sha256)
    {
        var stream = assembly.GetManifestResourceStream(name) ?? throw new SnncRunException(
            $"The assembly {assembly.GetName().Name} has no resource '{name}', which the weights should be; build the project again.");
        return Checked(new WeightFile(stream, name), sha256);
    }

    /// <summary>Maps the weights that a network was compiled with, where they are a file beside the program.</summary>
    /// <param name="path">The file, seen from the program's folder.</param>
    /// <param name="sha256">The SHA-256 of its bytes, in hexadecimal digits.</param>
    /// <exception cref="SnncRunException">There is no such file, or it holds something else.</exception>
    public static WeightFile OpenBeside(string path, string sha256) => Checked(Open(Path.Combine(AppContext.BaseDirectory, path)), sha256);

    /// <summary>Writes a file.</summary>
    /// <param name="tensors">With their containers and keys; no name twice.</param>
    public static void Write(Stream stream, IReadOnlyList<(string Container, string Key, WeightTensor Tensor)> tensors) =>
        WeightFileWriter.Write(stream, [.. tensors.Select(Item)]);

    /// <inheritdoc/>
    public WeightTensor Read(string container, string key)
    {
        if (!_entries.TryGetValue((container, key), out var entry))
        {
            throw new SnncRunException($"The weights file '{_name}' has no tensor '{key}' of '{container}'.");
        }

        try
        {
            return entry.Read(_bytes);
        }
        catch (IOException e)
        {
            throw Damaged($"tensor '{key}' of '{container}' can no longer be read", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    private static WeightFileItem Item((string Container, string Key, WeightTensor Tensor) named) =>
        new(named.Container, named.Key, named.Tensor.Type, [.. named.Tensor.Shape], stream => stream.Write(named.Tensor.Bytes));

    private static WeightFile Checked(WeightFile file, string sha256)
    {
        var actual = file._bytes.Sha256();
        if (string.Equals(actual, sha256, StringComparison.OrdinalIgnoreCase))
        {
            return file;
        }

        file.Dispose();
        throw new SnncRunException(
            $"The weights '{file._name}' are not those that the network was compiled with: their SHA-256 begins with {Start(actual)}, not {Start(sha256)}; " +
            "build the project again, or load other weights from a path.");
    }

    private static string Start(string hash) => hash[..Math.Min(hash.Length, 12)];

    private void ReadDirectory()
    {
        var stream = _bytes.Stream;
        stream.Position = 0;
        using var reader = new BinaryReader(stream, WeightFileEntry.Names, leaveOpen: true);
        if (stream.Length < WeightFileFormat.HeaderLength || reader.ReadUInt32() != WeightFileFormat.Magic)
        {
            throw new SnncRunException($"'{_name}' is not a weights file of snnc.");
        }

        var version = reader.ReadUInt32();
        if (version != WeightFileFormat.Version)
        {
            throw new SnncRunException($"The weights file '{_name}' has version {version}; this runtime reads version {WeightFileFormat.Version}.");
        }

        var count = reader.ReadUInt32();
        var directoryEnd = WeightFileFormat.HeaderLength + (long)reader.ReadUInt32();
        if (directoryEnd > stream.Length)
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
        if (!entry.Fits(directoryEnd, _bytes.Stream.Length) || _bytes.Stream.Position > directoryEnd)
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

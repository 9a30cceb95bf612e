using System;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;

namespace Snnc.Runtime;

/// <summary>The bytes of a weights file: where they lie in memory they are used there, elsewhere they are read when they are asked for.</summary>
internal sealed unsafe class WeightBytes : IDisposable
{
    private readonly Lock _lock = new();
    private readonly bool _leaveOpen;
    private readonly IDisposable? _mapping;
    private byte* _start;

    private WeightBytes(Stream stream, byte* start, bool leaveOpen, IDisposable? mapping = null)
    {
        Stream = stream;
        _start = start;
        _leaveOpen = leaveOpen;
        _mapping = mapping;
    }

    /// <summary>Gets the same as a stream that can seek.</summary>
    public Stream Stream { get; }

    /// <summary>The bytes of a stream; those of a resource lie in memory.</summary>
    public static WeightBytes Of(Stream stream, bool leaveOpen)
    {
        if (stream.CanSeek)
        {
            return new WeightBytes(stream, StartOf(stream), leaveOpen);
        }

        var copy = new MemoryStream();
        stream.CopyTo(copy);
        if (!leaveOpen)
        {
            stream.Dispose();
        }

        return new WeightBytes(copy, null, leaveOpen: false);
    }

    /// <summary>The bytes of a file, mapped into memory.</summary>
    public static WeightBytes Map(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length == 0)
        {
            return new WeightBytes(file, null, leaveOpen: false);
        }

        var mapping = new FileMapping(file);
        return new WeightBytes(new UnmanagedMemoryStream(mapping.Start, file.Length), mapping.Start, leaveOpen: false, mapping);
    }

    /// <summary>The SHA-256 of all bytes, in hexadecimal digits.</summary>
    public string Sha256()
    {
        Stream.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData(Stream));
    }

    /// <summary>The elements at a place: a piece of the memory, if they lie in memory, else an array of their own.</summary>
    public WeightValues<T> Read<T>(long offset, int length)
        where T : unmanaged
    {
        if (_start is not null)
        {
            return new WeightValues<T>(this, offset, length);
        }

        var values = new T[length];
        lock (_lock)
        {
            Stream.Position = offset;
            Stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        return new WeightValues<T>(values);
    }

    /// <summary>Elements in memory. Where the file was closed there are none.</summary>
    public ReadOnlySpan<T> Span<T>(long offset, int length)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_start is null, typeof(WeightFile));
        return new ReadOnlySpan<T>(_start + offset, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _start = null;
        if (!_leaveOpen)
        {
            Stream.Dispose();
        }

        _mapping?.Dispose();
    }

    // A stream over a mapped view does not give its address; it is read like a file.
    private static byte* StartOf(Stream stream)
    {
        try
        {
            stream.Position = 0;
            return stream is UnmanagedMemoryStream memory ? memory.PositionPointer : null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A file in memory.</summary>
    private sealed class FileMapping : IDisposable
    {
        private readonly MemoryMappedFile _file;
        private readonly MemoryMappedViewAccessor _view;

        public FileMapping(FileStream file)
        {
            _file = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            byte* start = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            Start = start + _view.PointerOffset;
        }

        public byte* Start { get; }

        public void Dispose()
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }
}

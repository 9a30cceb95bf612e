using System;
using System.IO;

namespace Snnc.Tensors.Elements;

/// <summary>A stretch of a seekable file; leaves the file open.</summary>
internal sealed class SectionStream : ReadOnlyStream
{
    private readonly Stream _file;
    private long _left;

    public SectionStream(Stream file, long start, long length)
    {
        (_file, _left) = (file, length);
        file.Position = start;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _file.Read(buffer, offset, (int)Math.Min(count, _left));
        _left -= read;
        return read;
    }
}

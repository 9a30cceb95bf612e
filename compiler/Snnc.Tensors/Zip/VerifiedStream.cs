using System.IO;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Zip;

/// <summary>The unpacked bytes of an entry; its end is only reached if their number and checksum are those of the directory.</summary>
internal sealed class VerifiedStream(Stream inner, ZipEntry entry) : ReadOnlyStream
{
    private readonly Crc32 _checksum = new();
    private long _total;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = Unpack(buffer, offset, count);
        _checksum.Append(buffer, offset, read);
        _total += read;
        var isEnd = read == 0 && count > 0;
        if (_total > entry.Length || (isEnd && (_total < entry.Length || _checksum.Value != entry.Checksum)))
        {
            throw Damaged("does not have the length and checksum that the archive says");
        }

        return read;
    }

    private int Unpack(byte[] buffer, int offset, int count)
    {
        try
        {
            return inner.Read(buffer, offset, count);
        }
        catch (InvalidDataException)
        {
            throw Damaged("cannot be unpacked");
        }
    }

    private MalformedException Damaged(string how) => new($"the entry '{entry.Name}' {how}, so it is damaged", "copy or download it again");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

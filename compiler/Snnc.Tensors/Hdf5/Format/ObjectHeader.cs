using System.Collections.Generic;
using System.Linq;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The messages that describe an object, versions 1 and 2, with their continuations (section IV.A.1).</summary>
internal sealed class ObjectHeader
{
    private const int LongestPrefix = 34;
    private readonly Hdf5Source _source;
    private readonly List<HeaderMessage> _messages = [];
    private readonly Queue<(long Address, long Length)> _continuations = [];

    private ObjectHeader(Hdf5Source source) => _source = source;

    public static ObjectHeader Read(Hdf5Source source, long address)
    {
        var header = new ObjectHeader(source);
        var start = source.ReadStart("object header", address, LongestPrefix);
        if (start.Left > 0 && start.Byte() == 1)
        {
            header.ReadOld(start, address);
        }
        else
        {
            header.ReadNew(source.ReadStart("object header", address, LongestPrefix), address);
        }

        return header;
    }

    public bool Has(MessageType type) => _messages.Any(message => message.Type == type);

    /// <summary>The message of a kind that there may be once, its shared form followed; null if there is none.</summary>
    public HeaderMessage? Find(MessageType type) => All(type).FirstOrDefault();

    /// <summary>The messages of a kind, their shared forms followed.</summary>
    public IEnumerable<HeaderMessage> All(MessageType type) =>
        from message in _messages
        where message.Type == type
        select message.IsShared ? SharedMessage.Follow(_source, type, message.Fields) : message;

    /// <summary>The message of a kind unless it stands elsewhere; so that following cannot go on without end.</summary>
    public HeaderMessage? FindOwn(MessageType type) => _messages.FirstOrDefault(message => message.Type == type && !message.IsShared);

    // Version, a reserved byte, the number of messages in all blocks, a reference count, the length of this block; aligned to 8 bytes.
    private void ReadOld(FieldReader start, long address)
    {
        start.Skip(1);
        var count = start.Short();
        start.Skip(4);
        var length = start.Int();
        var block = _source.Read("messages of the object header", address + 16, length);
        while (ReadOldMessages(block, ref count) && _continuations.Count > 0)
        {
            var (at, bytes) = _continuations.Dequeue();
            block = _source.Read("continuation of an object header", at, bytes);
        }
    }

    private bool ReadOldMessages(FieldReader block, ref int count)
    {
        for (; count > 0 && block.Left >= 8; count--)
        {
            var (type, length, flags) = (block.Short(), block.Short(), block.Byte());
            block.Skip(3);
            Add(type, flags, block.Part("a message", length));
        }

        return count > 0;
    }

    private void ReadNew(FieldReader start, long address)
    {
        start.Expect("OHDR");
        start.Version(2, 2);
        var flags = start.Byte();
        start.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        var length = start.Count(1 << (flags & 3));
        var prefix = start.Position;
        var block = _source.Read("object header", address, prefix + length + 4);
        block.Skip(prefix);
        ReadNewMessages(block, flags);
        while (_continuations.Count > 0)
        {
            var (at, bytes) = _continuations.Dequeue();
            block = _source.Read("continuation of an object header", at, bytes);
            block.Expect("OCHK");
            ReadNewMessages(block, flags);
        }
    }

    // The last four bytes are the checksum; before it may be a gap that is too small for a message.
    private void ReadNewMessages(FieldReader block, int headerFlags)
    {
        var hasOrder = (headerFlags & 4) != 0;
        while (block.Left >= 4 + (hasOrder ? 6 : 4))
        {
            var (type, length, flags) = (block.Byte(), block.Short(), block.Byte());
            block.Skip(hasOrder ? 2 : 0);
            Add(type, flags, block.Part("a message", length));
        }

        block.Skip(block.Left - 4);
        block.Checksum();
    }

    private void Add(int type, int flags, FieldReader fields)
    {
        if (type == (int)MessageType.Continuation)
        {
            _continuations.Enqueue((fields.Address(), fields.Length()));
            return;
        }

        _messages.Add(new HeaderMessage((MessageType)type, (flags & 2) != 0, fields));
    }
}

using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace Snnc.LanguageServer.Protocol;

/// <summary>
/// Cuts a stream into messages: header lines, an empty line, as many bytes of JSON as <c>Content-Length</c> says. What is malformed is told and
/// skipped: reading goes on where the next <c>Content-Length</c> stands.
/// </summary>
internal sealed class MessageReader(Stream input)
{
    /// <summary>The most bytes of a message; a file may have 8 MiB, which JSON's escapes make more of.</summary>
    public const int MaxBytes = 64 << 20;

    private const int MaxHeaderLine = 4096;
    private const string LengthName = "Content-Length:";
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>The next message.</summary>
    /// <returns>It; null at the end of the stream.</returns>
    /// <exception cref="ProtocolException">What came is none; reading can go on.</exception>
    public JsonElement? Read()
    {
        if (ReadHeader() is not { } length || !Fill(length))
        {
            return null;
        }

        var body = _buffer.AsSpan(_start, length).ToArray();
        _start += length;
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            Resume(body);
            throw new ProtocolException(ErrorCode.ParseError, $"the message is no JSON: {e.Message}");
        }
    }

    // A length that was too large has swallowed what followed: it is read again.
    private void Resume(byte[] body)
    {
        var next = body.AsSpan().IndexOf("Content-Length:"u8);
        _start -= next < 0 ? 0 : body.Length - next;
    }

    private int? ReadHeader()
    {
        int? length = null;
        var isJunk = false;
        while (ReadLine() is { } line)
        {
            var name = line.LastIndexOf(LengthName, StringComparison.OrdinalIgnoreCase);
            if (name >= 0)
            {
                length = ParseLength(line[(name + LengthName.Length)..]);
            }
            else if (line.Length == 0 && length is not null)
            {
                return length;
            }
            else if (line.Length == 0 && isJunk)
            {
                throw new ProtocolException(ErrorCode.ParseError, "a header has no 'Content-Length: N'");
            }
            else
            {
                isJunk |= line.Length > 0;
            }
        }

        return null;
    }

    private static int ParseLength(string digits) =>
        !long.TryParse(digits.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? throw new ProtocolException(ErrorCode.ParseError, $"'{digits.Trim()}' is no length of a message")
            : length <= MaxBytes ? (int)length
            : throw new ProtocolException(ErrorCode.ParseError, $"a message of {length} bytes is more than the {MaxBytes} that are read");

    // Without its line break; null at the end of the stream.
    private string? ReadLine()
    {
        for (var searched = 0; ;)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return TakeLine(searched + found);
            }

            searched = _end - _start;
            if (searched > MaxHeaderLine)
            {
                _start = _end - LengthName.Length;
                throw new ProtocolException(ErrorCode.ParseError, "what came is no header of a message");
            }

            if (!Fill(searched + 1))
            {
                return null;
            }
        }
    }

    private string TakeLine(int length)
    {
        var line = Encoding.Latin1.GetString(_buffer, _start, length).TrimEnd('\r');
        _start += length + 1;
        return line;
    }

    // Until so many unread bytes are there; false where the stream ends before.
    private bool Fill(int count)
    {
        while (_end - _start < count)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            if (_end == _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, MaxBytes + MaxHeaderLine));
            }

            var read = input.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }
}

using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;

namespace Snnc.LanguageServer.Protocol;

/// <summary>
/// Writes messages, each whole, from any thread. A thread of its own does the writing: a client that is itself waiting for the server to read would
/// otherwise wait for ever.
/// </summary>
internal sealed class MessageWriter : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly BlockingCollection<ReadOnlyMemory<byte>> _queue = [];
    private readonly Stream _output;
    private readonly Thread _thread;

    /// <summary>Makes a writer to a stream.</summary>
    public MessageWriter(Stream output)
    {
        _output = output;
        _thread = new Thread(Run) { IsBackground = true, Name = "output" };
        _thread.Start();
    }

    /// <summary>Writes the properties of one message.</summary>
    public void Write(Action<Utf8JsonWriter> properties)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            properties(writer);
            writer.WriteEndObject();
        }

        try
        {
            _queue.Add(body.WrittenMemory);
        }
        catch (InvalidOperationException)
        {
            // The server has ended; what was still on its way says nothing to anybody.
        }
    }

    /// <summary>Waits until what was said is written.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join(Grace);
    }

    private void Run()
    {
        try
        {
            foreach (var body in _queue.GetConsumingEnumerable())
            {
                _output.Write(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"));
                _output.Write(body.Span);
                if (_queue.Count == 0)
                {
                    _output.Flush();
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The client has gone: reading will find out.
            _queue.CompleteAdding();
        }
    }
}

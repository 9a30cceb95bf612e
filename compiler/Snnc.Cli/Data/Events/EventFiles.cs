using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Cli.Data.Events;

/// <summary>Recognises data that is events, and reads it: recordings of N-MNIST, .npz files of event cameras, and NIR's files of data.</summary>
/// <param name="inputs">The network's inputs.</param>
/// <param name="time">The network's time.</param>
/// <param name="limit">The most recordings, or null.</param>
internal sealed class EventFiles(IReadOnlyList<Node> inputs, TimeBase time, int? limit)
{
    /// <summary>The recordings, or null if the path holds no events.</summary>
    /// <exception cref="DiagnosticException">It does, but they are damaged or do not fit the network.</exception>
    public EventSet? TryRead(string path)
    {
        try
        {
            return BinaryRecordings.Find(path) is { } files ? Only(path, bins => BinaryRecordings.Read(files, bins, limit))
                : !File.Exists(path) ? null
                : NpzRecordings.Open(path) is { } recordings ? Only(path, bins => recordings.Read(bins, limit))
                : NirRecordings.Open(path)?.Read(inputs, time, limit);
        }
        catch (TensorFormatException e)
        {
            throw new DiagnosticException(Catalog.UnreadableData(e.Path, e.Message, e.Hint));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EventBins.Wrong(path, "it cannot be read: " + e.Message.TrimEnd('.'));
        }
    }

    // A camera has one stream of events.
    private EventSet Only(string path, Func<EventBins, LabelArray?> read)
    {
        if (inputs.Count != 1)
        {
            var names = string.Join(", ", inputs.Select(input => input.Name));
            throw EventBins.Wrong(path, $"it holds the events of one camera, but the network has the inputs {names}");
        }

        var bins = new EventBins(path, inputs[0], time);
        var labels = read(bins);
        return new EventSet(path, [bins.ToSamples()], labels);
    }
}

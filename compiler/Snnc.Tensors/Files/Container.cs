using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Files;

/// <summary>
/// A container in a file that is open only while something is read from it. Several passes ask for the same tensor one after the other: it is read again
/// only where nobody has held on to it since.
/// </summary>
internal sealed class Container : ITensorSource, IUnreadableTensors
{
    private readonly Dictionary<string, StoredTensor> _byKey;
    private readonly IReadOnlyDictionary<string, UnsupportedTypeException> _unreadable;
    private readonly ConcurrentDictionary<string, WeakReference<TensorData>> _read = [];

    public Container(string path, TensorListing listing)
    {
        Name = path;
        Tensors = [.. listing.Readable.Select(t => t.Info)];
        _byKey = listing.Readable.ToDictionary(t => t.Info.Key);
        _unreadable = listing.Unreadable;
    }

    public string Name { get; }

    public IReadOnlyList<TensorInfo> Tensors { get; }

    public (string Reason, string? Hint)? WhyUnreadable(string key) =>
        _unreadable.TryGetValue(key, out var reason) ? ($"'{key}' cannot be read: {reason.Message}", reason.Hint) : null;

    public TensorData Read(string key)
    {
        if (WhyUnreadable(key) is { } why)
        {
            throw new TensorFormatException(Name, why.Reason, why.Hint, _unreadable[key]);
        }

        if (!_byKey.TryGetValue(key, out var tensor))
        {
            throw UnknownKey.Of(key, this);
        }

        if (!_read.TryGetValue(key, out var last) || !last.TryGetTarget(out var data))
        {
            data = new TensorData(tensor.Info, ContainerAccess.Read(Name, tensor.ReadValues));
            _read[key] = new(data);
        }

        return data;
    }
}

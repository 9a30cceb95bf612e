using System;
using System.Collections.Generic;
using System.IO;
using Snnc.Compiler.Tensors;

namespace Snnc.Tensors.Elements;

/// <summary>What a container holds: the tensors that can be read, in its order, and why the others cannot.</summary>
internal sealed class TensorListing
{
    private readonly List<StoredTensor> _readable = [];
    private readonly Dictionary<string, UnsupportedTypeException> _unreadable = [];
    private readonly HashSet<string> _keys = [];

    public IReadOnlyList<StoredTensor> Readable => _readable;

    public IReadOnlyDictionary<string, UnsupportedTypeException> Unreadable => _unreadable;

    /// <summary>Gets the number of tensors of both sorts.</summary>
    public int Count => _keys.Count;

    /// <summary>The listing of a file that is one tensor.</summary>
    public static TensorListing Single(Layout layout, Func<Stream, Array> readValues)
    {
        var listing = new TensorListing();
        listing.Add("", layout, readValues);
        return listing;
    }

    /// <exception cref="MalformedException">The key is there already.</exception>
    public void Add(string key, Layout layout, Func<Stream, Array> readValues)
    {
        Claim(key);
        _readable.Add(new StoredTensor(new TensorInfo(key, layout.DType, layout.Shape), readValues));
    }

    /// <exception cref="MalformedException">The key is there already.</exception>
    public void AddUnreadable(string key, UnsupportedTypeException reason)
    {
        Claim(key);
        _unreadable.Add(key, reason);
    }

    private void Claim(string key)
    {
        if (!_keys.Add(key))
        {
            throw new MalformedException($"the name '{key}' stands for two tensors", "write the file again with one tensor per name");
        }
    }
}

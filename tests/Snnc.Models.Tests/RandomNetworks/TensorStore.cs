using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>A container that exists in memory only, and whose values may still change.</summary>
internal sealed class TensorStore : ITensorResolver, ITensorSource
{
    private readonly Dictionary<string, TensorData> _tensors = [];

    public string Name => "memory.npz";

    public IReadOnlyList<TensorInfo> Tensors => [.. _tensors.Values.Select(tensor => tensor.Info)];

    public ITensorSource Open(string sourcePath, string reference) => this;

    public TensorData Read(string key) =>
        _tensors.TryGetValue(key, out var tensor) ? tensor : throw new TensorFormatException(Name, $"there is no tensor '{key}'");

    public void Set(string key, Shape shape, IEnumerable<double> values) =>
        _tensors[key] = new TensorData(new TensorInfo(key, DType.Float32, shape), values.Select(value => (float)value).ToArray());

    public void SetIndices(string key, IEnumerable<int> values)
    {
        var all = values.ToArray();
        _tensors[key] = new TensorData(new TensorInfo(key, DType.Int32, [all.Length]), all);
    }
}

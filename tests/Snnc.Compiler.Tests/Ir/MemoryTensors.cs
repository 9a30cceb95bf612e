using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Tests.Ir;

/// <summary>A container that exists in memory only.</summary>
internal sealed class MemoryTensors : ITensorResolver, ITensorSource
{
    private readonly Dictionary<string, TensorData> _tensors = [];

    public string Name => "memory.npz";

    public IReadOnlyList<TensorInfo> Tensors => _tensors.Values.Select(tensor => tensor.Info).ToList();

    public ITensorSource Open(string sourcePath, string reference) => this;

    public TensorData Read(string key) =>
        _tensors.TryGetValue(key, out var tensor) ? tensor : throw new TensorFormatException(Name, $"there is no tensor '{key}'");

    public void Add(string key, Shape shape, double[] values) => _tensors.Add(key, new TensorData(new TensorInfo(key, DType.Float64, shape), values));
}

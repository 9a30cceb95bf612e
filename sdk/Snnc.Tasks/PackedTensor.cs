using System;
using System.IO;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Runtime;

namespace Snnc.Tasks;

/// <summary>A tensor on its way from a container into a weights file; it is read when it is written.</summary>
internal sealed class PackedTensor
{
    private const int ChunkLength = 1 << 16;

    private readonly GraphWeights _weights;
    private readonly string _container;
    private readonly TensorInfo _info;

    /// <summary>Looks a tensor up.</summary>
    /// <exception cref="TensorFormatException">Its container cannot be read, or has none of that name.</exception>
    public PackedTensor(GraphWeights weights, string container, string key)
    {
        _weights = weights;
        _container = container;
        _info = weights.InfoOf(container, key);
    }

    /// <summary>Gets what the file holds of it besides values.</summary>
    public string Description => $"{_container} {_info.Key} {_info.DType} {_info.Shape}";

    /// <summary>Gets how it is stored in the file: in the precision that it has.</summary>
    public WeightType Type => _info.DType switch
    {
        DType.Float32 or DType.Float16 or DType.BFloat16 => WeightType.Single,
        DType.Int64 => WeightType.Int64,
        _ => WeightType.Double,
    };

    /// <summary>The entry of the file.</summary>
    public WeightFileItem ToItem() => new(_container, _info.Key, Type, [.. _info.Shape], WriteValues);

    private void WriteValues(Stream stream)
    {
        var data = _weights.Read(_container, _info.Key);
        var values = Type == WeightType.Double ? data.ToDoubles() : data.Values;
        var length = Buffer.ByteLength(values);
        var chunk = new byte[Math.Min(length, ChunkLength)];
        for (var at = 0; at < length; at += chunk.Length)
        {
            var count = Math.Min(chunk.Length, length - at);
            Buffer.BlockCopy(values, at, chunk, 0, count);
            stream.Write(chunk, 0, count);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Tensors;

namespace Snnc.Conversion;

/// <summary>A file of tensors before it is written: whatever a program names opens it. It uses no other program.</summary>
public sealed class NamedArrays(string name, IReadOnlyList<NamedArray> arrays) : ITensorResolver, ITensorSource, ISourceResolver
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors { get; } = [.. arrays.Select(array => new TensorInfo(array.Key, TypeOf(array.Values), array.Shape))];

    /// <inheritdoc/>
    public ITensorSource Open(string sourcePath, string reference) => this;

    /// <inheritdoc/>
    public TensorData Read(string key)
    {
        var place = Tensors.TakeWhile(tensor => tensor.Key != key).Count();
        return place < arrays.Count ? new TensorData(Tensors[place], arrays[place].Values)
            : throw new TensorFormatException(name, $"there is no tensor '{key}'");
    }

    /// <inheritdoc/>
    public SourceText? TryRead(string fromPath, string reference) => null;

    private static DType TypeOf(Array values) => values switch
    {
        float[] => DType.Float32,
        double[] => DType.Float64,
        short[] => DType.Int16,
        long[] => DType.Int64,
        _ => throw new ArgumentException($"Tensors of {values.GetType()} are not made here.", nameof(values)),
    };
}

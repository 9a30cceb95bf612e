using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Tensors;

/// <summary>Arrays as the container that a program names, before there is a file: whatever is opened is this.</summary>
/// <param name="name">What messages show.</param>
/// <param name="arrays">What it holds, each under a key of its own.</param>
public sealed class NamedArrays(string name, IReadOnlyList<NamedArray> arrays) : ITensorResolver, ITensorSource
{
    private static readonly Dictionary<Type, DType> Types = new()
    {
        [typeof(bool[])] = DType.Bool, [typeof(sbyte[])] = DType.Int8, [typeof(byte[])] = DType.UInt8, [typeof(short[])] = DType.Int16,
        [typeof(ushort[])] = DType.UInt16, [typeof(int[])] = DType.Int32, [typeof(uint[])] = DType.UInt32, [typeof(long[])] = DType.Int64,
        [typeof(ulong[])] = DType.UInt64, [typeof(float[])] = DType.Float32, [typeof(double[])] = DType.Float64,
    };

    private readonly Dictionary<string, NamedArray> _arrays = arrays.ToDictionary(array => array.Key);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors { get; } = [.. arrays.Select(Info)];

    /// <inheritdoc/>
    public ITensorSource Open(string sourcePath, string reference) => this;

    /// <inheritdoc/>
    public TensorData Read(string key) => _arrays.TryGetValue(key, out var array)
        ? new TensorData(Info(array), array.Values)
        : throw new TensorFormatException(Name, $"there is no tensor '{key}'");

    private static TensorInfo Info(NamedArray array) => new(array.Key, TypeOf(array.Values), array.Shape);

    // By exact type: to the runtime an array of signed integers is one of unsigned integers too.
    private static DType TypeOf(Array values) => Types[values.GetType()];
}

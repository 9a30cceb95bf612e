using System;
using System.IO;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Files;

namespace Snnc.Tensors.Onnx;

/// <summary>An array of a model. The file is open only while <see cref="Read"/> runs.</summary>
public sealed class OnnxTensor
{
    private readonly string _path;

    internal OnnxTensor(string path, string name, Layout layout, Func<Stream, Array> readValues)
    {
        (_path, Name, Layout, ReadValues) = (path, name, layout, readValues);
    }

    internal OnnxTensor(string path, string name, UnsupportedTypeException problem)
        : this(path, name, Layout.Create(DType.Float32, []), _ => throw problem) => Problem = problem;

    /// <summary>Gets the name, or "".</summary>
    public string Name { get; }

    /// <summary>Gets the extents; none of an array that cannot be read.</summary>
    public Shape Shape => Layout.Shape;

    /// <summary>Gets the type and extents.</summary>
    internal Layout Layout { get; }

    /// <summary>Gets how to get the values from the model's file.</summary>
    internal Func<Stream, Array> ReadValues { get; }

    /// <summary>Gets why the values cannot be read, or null.</summary>
    internal UnsupportedTypeException? Problem { get; }

    /// <summary>All values, in C order.</summary>
    /// <exception cref="TensorFormatException">The file is damaged, or the values are of a type or in a place that cannot be read.</exception>
    public TensorData Read() => Problem is null
        ? new TensorData(new TensorInfo(Name, Layout.DType, Shape), ContainerAccess.Read(_path, ReadValues))
        : throw new TensorFormatException(_path, $"'{Name}' cannot be read: {Problem.Message}", Problem.Hint, Problem);
}

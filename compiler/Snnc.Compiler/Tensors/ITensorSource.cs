using System.Collections.Generic;

namespace Snnc.Compiler.Tensors;

/// <summary>A container of tensors (.npz, .safetensors ...): names, types and shapes at once, values on request.</summary>
public interface ITensorSource
{
    /// <summary>Gets the path or name that messages show.</summary>
    string Name { get; }

    /// <summary>Gets what the container holds, in its own order.</summary>
    IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Reads the values of a tensor.</summary>
    /// <exception cref="TensorFormatException">The container is damaged or has no such tensor.</exception>
    TensorData Read(string key);
}

namespace Snnc.Compiler.Tensors;

/// <summary>What a container says of a tensor without reading its values.</summary>
/// <param name="Key">Its name in the container; "" for a file that is one tensor (.npy).</param>
/// <param name="DType">How its elements are stored.</param>
/// <param name="Shape">Its extents in C order.</param>
public sealed record TensorInfo(string Key, DType DType, Shape Shape);

using Snnc.Compiler.Tensors;

namespace Snnc.Cli.Data;

/// <summary>The samples in an array, whose first axis counts them.</summary>
internal sealed class ArraySamples(TensorData tensor, int length) : ISamples
{
    /// <summary>Gets all samples.</summary>
    public TensorData Tensor => tensor;

    public int Count => tensor.Shape[0];

    public void Read(int sample, float[] buffer) => tensor.CopyTo((long)sample * length, buffer, length);
}

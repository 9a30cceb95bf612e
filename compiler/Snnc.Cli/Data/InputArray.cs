using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Cli.Data;

/// <summary>The data of one input.</summary>
/// <param name="Input">The input's node.</param>
/// <param name="Tensor">All samples; the first axis counts them.</param>
/// <param name="Length">Numbers per sample.</param>
internal sealed record InputArray(Node Input, TensorData Tensor, int Length)
{
    /// <summary>Gets the number of samples.</summary>
    public int Samples => Tensor.Shape[0];
}

using System;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Plan;

/// <summary>The lengths, in elements, of the rows that a convolution of images with its channels innermost works on.</summary>
public static class ConvRows
{
    /// <summary>So many vectors of weights under a window are as fast spread as gathered by native code (measured: 15 to 30).</summary>
    public const int GatheredVectors = 24;

    /// <summary>Pixels side by side that see an input.</summary>
    public static int Reach(ConvOp op) => (op.Kernel + op.Stride - 1) / op.Stride;

    /// <summary>A row of sums, with margins for what would be sent to pixels outside.</summary>
    public static long SumLength(ConvOp op, Shape input, Shape output) =>
        (Reach(op) - 1L + Math.Max(output[2], ((input[2] - 1 + op.Padding) / op.Stride) + 1)) * output[0];

    /// <summary>What a window sees at most, and full vectors beyond.</summary>
    public static long WindowLength(ConvOp op, Shape input) => ((long)op.Kernel * op.Kernel * input[0]) + (2 * KeptMemory.Ahead);

    /// <summary>Whether it is known where an image's pixels begin in its list, and weights of a window lie apart by numbers of 32 bits.</summary>
    public static bool MayGather(ConvOp op, Shape input, Shape output) => KeptLists.HasPixels(input)
        && WindowLength(op, input) * output[0] < int.MaxValue / sizeof(float);

    /// <summary>A row of inputs, with the zeros around it.</summary>
    public static long PaddedLength(ConvOp op, Shape input) => (input[2] + (2L * op.Padding)) * input[0];
}

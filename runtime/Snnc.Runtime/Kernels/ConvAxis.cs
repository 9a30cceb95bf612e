namespace Snnc.Runtime.Kernels;

/// <summary>One spatial axis of a convolution or pooling: output p reads inputs <c>p*Stride - Padding + q*Dilation</c> for q in 0 .. Kernel - 1.</summary>
public readonly record struct ConvAxis(int Extent, int Kernel, int Stride, int Padding, int Dilation)
{
    /// <summary>Gets an axis of one element, as a one-dimensional convolution has it.</summary>
    public static ConvAxis Single { get; } = new(1, 1, 1, 0, 1);

    /// <summary>Gets the number of outputs along the axis.</summary>
    public int Outputs => ((Extent + (2 * Padding) - (Dilation * (Kernel - 1)) - 1) / Stride) + 1;

    /// <summary>The input that output <paramref name="p"/> reads with tap <paramref name="q"/>; may lie outside.</summary>
    internal int Input(int p, int q) => (p * Stride) - Padding + (q * Dilation);

    /// <summary>The output that reads input <paramref name="i"/> with tap <paramref name="q"/>, if there is one.</summary>
    internal bool TryOutput(int i, int q, out int p)
    {
        var ahead = i + Padding - (q * Dilation);
        p = ahead / Stride;
        return ahead >= 0 && p * Stride == ahead && p < Outputs;
    }
}

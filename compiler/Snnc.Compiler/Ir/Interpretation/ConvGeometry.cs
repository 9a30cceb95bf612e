using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Which input meets which output of a convolution under which entry of the kernel. Rank 1 is rank 2 with a height of 1.</summary>
internal sealed class ConvGeometry
{
    private readonly ConvOp _op;
    private readonly bool _isFlat;

    public ConvGeometry(ConvOp op, Shape input, Shape output)
    {
        _op = op;
        _isFlat = op.Rank == 1;
        Channels = input[0];
        (Height, Width) = _isFlat ? (1, input[1]) : (input[1], input[2]);
        Outputs = output[0];
        (OutHeight, OutWidth) = _isFlat ? (1, output[1]) : (output[1], output[2]);
        KernelHeight = _isFlat ? 1 : op.Kernel;
    }

    public int Channels { get; }

    public int Height { get; }

    public int Width { get; }

    public int Outputs { get; }

    public int OutHeight { get; }

    public int OutWidth { get; }

    public int KernelHeight { get; }

    public int KernelWidth => _op.Kernel;

    public int KernelSize => KernelHeight * KernelWidth;

    public int Positions => OutHeight * OutWidth;

    public int ChannelsPerGroup => Channels / _op.Groups;

    public int OutputsPerGroup => Outputs / _op.Groups;

    /// <summary>The output row that input row y reaches under row ky of the kernel, or -1.</summary>
    public int OutRow(int y, int ky) => _isFlat ? 0 : Out(y, ky, OutHeight);

    /// <summary>The output column that input column x reaches under column kx of the kernel, or -1.</summary>
    public int OutColumn(int x, int kx) => Out(x, kx, OutWidth);

    private int Out(int position, int k, int extent)
    {
        var shifted = position + _op.Padding - (k * _op.Dilation);
        var isReached = shifted >= 0 && shifted % _op.Stride == 0 && shifted / _op.Stride < extent;
        return isReached ? shifted / _op.Stride : -1;
    }
}

namespace Snnc.Runtime.Kernels;

/// <summary>The extents of a pooling of x [Channels, Rows, Columns].</summary>
public sealed record PoolShape(int Channels, ConvAxis Rows, ConvAxis Columns)
{
    /// <summary>Gets the number of input elements.</summary>
    public int InputLength => checked(Channels * Rows.Extent * Columns.Extent);

    /// <summary>Gets the number of output elements.</summary>
    public int OutputLength => checked(Channels * Rows.Outputs * Columns.Outputs);

    /// <summary>Square windows.</summary>
    public static PoolShape Square(int channels, int height, int width, int kernel, int stride, int padding = 0) =>
        new(channels, new ConvAxis(height, kernel, stride, padding, 1), new ConvAxis(width, kernel, stride, padding, 1));
}

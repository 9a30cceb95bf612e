using System;

namespace Snnc.Runtime.Kernels;

/// <summary>The extents of a convolution from [Channels, Rows, Columns] to [Outputs, Rows.Outputs, Columns.Outputs].</summary>
public sealed record ConvShape(int Channels, int Outputs, int Groups, ConvAxis Rows, ConvAxis Columns)
{
    /// <summary>Gets the number of input elements.</summary>
    public int InputLength => checked(Channels * Rows.Extent * Columns.Extent);

    /// <summary>Gets the number of output elements.</summary>
    public int OutputLength => checked(Outputs * Pixels);

    /// <summary>Gets the number of weights, [Outputs, Channels / Groups, kernel, kernel].</summary>
    public int WeightLength => checked(Outputs * ChannelsPerGroup * Taps);

    internal int Pixels => checked(Rows.Outputs * Columns.Outputs);

    internal int Taps => checked(Rows.Kernel * Columns.Kernel);

    /// <summary>Where tap (row, column) is stored among a channel's: each row of the kernel from right to left (see <see cref="ConvScatter"/>).</summary>
    internal int Tap(int row, int column) => (row * Columns.Kernel) + Columns.Kernel - 1 - column;

    internal int ChannelsPerGroup => Channels / Groups;

    internal int OutputsPerGroup => Outputs / Groups;

    /// <summary>Over x [channels, height, width] with a square kernel.</summary>
    public static ConvShape Rank2(
        int channels, int height, int width, int outputs, int kernel, int stride = 1, int padding = 0, int dilation = 1, int groups = 1) =>
        Checked(new ConvShape(
            channels, outputs, groups, new ConvAxis(height, kernel, stride, padding, dilation), new ConvAxis(width, kernel, stride, padding, dilation)));

    /// <summary>Over x [channels, length].</summary>
    public static ConvShape Rank1(
        int channels, int length, int outputs, int kernel, int stride = 1, int padding = 0, int dilation = 1, int groups = 1) =>
        Checked(new ConvShape(channels, outputs, groups, ConvAxis.Single, new ConvAxis(length, kernel, stride, padding, dilation)));

    private static ConvShape Checked(ConvShape shape)
    {
        if (shape.Groups < 1 || shape.Channels % shape.Groups != 0 || shape.Outputs % shape.Groups != 0)
        {
            throw new ArgumentException($"{shape.Channels} channels and {shape.Outputs} outputs do not divide into {shape.Groups} groups.");
        }

        if (shape.Rows.Outputs < 1 || shape.Columns.Outputs < 1)
        {
            throw new ArgumentException("The kernel is larger than the padded input.");
        }

        return shape;
    }
}

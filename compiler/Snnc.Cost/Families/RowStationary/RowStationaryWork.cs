using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.RowStationary;

/// <summary>The extents of a connection's loops, for one group of channels; a dense layer is a convolution of one pixel.</summary>
public sealed record RowStationaryWork(int Rows, int Columns, int Filters, int Channels, int WindowRows, int WindowColumns, int Stride, int Groups)
{
    /// <summary>The extents of a connection; a sparse one is stored with its zeros.</summary>
    public static RowStationaryWork Of(WorkloadLayer layer) => new(
        layer.OutHeight, layer.OutWidth, layer.Filters / layer.Groups, layer.Channels / layer.Groups, layer.KernelHeight, layer.KernelWidth,
        layer.Stride, layer.Groups);

    /// <summary>Gets the products.</summary>
    public double Products => (double)Rows * Columns * Filters * Channels * WindowRows * WindowColumns;

    /// <summary>Gets the weights.</summary>
    public double Weights => (double)Filters * Channels * WindowRows * WindowColumns;
}

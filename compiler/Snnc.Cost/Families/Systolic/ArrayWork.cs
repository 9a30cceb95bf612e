using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Systolic;

/// <summary>A connection as a systolic array sees it: so many sums of products, of such a length. A dense layer is one pixel.</summary>
public sealed record ArrayWork
{
    private readonly WorkloadLayer _layer;
    private readonly int _outWidth;

    private ArrayWork(WorkloadLayer layer, int outHeight, int outWidth, int padding) =>
        (_layer, _outWidth, Pixels, Padding) = (layer, outWidth, (long)outHeight * outWidth, padding);

    /// <summary>Gets the outputs of a filter.</summary>
    public long Pixels { get; }

    /// <summary>Gets the zeros around a channel.</summary>
    public int Padding { get; }

    /// <summary>Gets the products of an output.</summary>
    public long Window => (long)_layer.KernelHeight * _layer.KernelWidth * GroupChannels;

    /// <summary>Gets the filters, of all groups.</summary>
    public long Filters => _layer.Filters;

    /// <summary>Gets the groups of channels that do not mix.</summary>
    public long Groups => _layer.Groups;

    /// <summary>Gets the elements that come in, in a step.</summary>
    public long Inputs => _layer.Inputs;

    /// <summary>Gets the elements that go out, in a step.</summary>
    public long Outputs => Pixels * Filters;

    /// <summary>Gets the weights.</summary>
    public long Weights => Window * Filters;

    private int GroupChannels => _layer.Channels / _layer.Groups;

    private int RowElements => _layer.Width * GroupChannels;

    /// <summary>The work of a connection. A sparse one is stored with its zeros: an array has no other form for it.</summary>
    public static ArrayWork Of(WorkloadLayer layer) => new(layer, layer.OutHeight, layer.OutWidth, layer.Padding);

    /// <summary>The same, with the pixels that a convolution without padding has; a last window that does not fit whole counts, as in ScaleSim.</summary>
    public static ArrayWork WithoutPadding(WorkloadLayer layer) => new(
        layer, Positions(layer.Height, layer.KernelHeight, layer.Stride), Positions(layer.Width, layer.KernelWidth, layer.Stride), 0);

    /// <summary>Gets the sizes behind it, as a key: layers of the same sizes read alike.</summary>
    internal string Key => string.Join(
        ' ',
        [
            _layer.Height, _layer.Width, _layer.Channels, _layer.Groups, _layer.Filters, _layer.KernelHeight, _layer.KernelWidth, _layer.Stride, Padding,
            Pixels,
        ]);

    /// <summary>Where in a group's inputs (rows of columns of channels) a pixel's window begins; outside of them where there is padding.</summary>
    internal (int Row, int Column) WindowOf(long pixel) =>
        (((int)(pixel / _outWidth) * _layer.Stride) - RowPadding, ((int)(pixel % _outWidth) * _layer.Stride) - Padding);

    /// <summary>Where in a window a product lies: a row, a column, a channel of the group.</summary>
    internal (int Row, int Column, int Channel) PlaceOf(long product)
    {
        var kernelRow = (long)_layer.KernelWidth * GroupChannels;
        return ((int)(product / kernelRow), (int)(product % kernelRow / GroupChannels), (int)(product % GroupChannels));
    }

    /// <summary>The element of a row and a column, or -1 where there is none.</summary>
    internal int ElementAt(int row, int column, int channel) => (uint)row >= (uint)_layer.Height || (uint)column >= (uint)_layer.Width
        ? -1
        : (row * RowElements) + (column * GroupChannels) + channel;

    /// <summary>Whether all of a window lies inside the inputs, so that a product's element is a sum of two offsets.</summary>
    internal bool IsInside((int Row, int Column) window) =>
        window.Row >= 0 && window.Row + _layer.KernelHeight <= _layer.Height
        && window.Column >= 0 && window.Column + _layer.KernelWidth <= _layer.Width;

    /// <summary>The offset of a place from another.</summary>
    internal int Offset(int rows, int columns, int channels) => (rows * RowElements) + (columns * GroupChannels) + channels;

    // A convolution along one axis has no rows to pad.
    private int RowPadding => _layer.KernelHeight == 1 && _layer.OutHeight == _layer.Height ? 0 : Padding;

    private static int Positions(int extent, int kernel, int stride) => (extent - kernel + (2 * stride) - 1) / stride;
}

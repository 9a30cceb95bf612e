namespace Snnc.Import.Layers;

/// <summary>How a window slides along an axis.</summary>
/// <param name="Kernel">The entries that it covers.</param>
/// <param name="Stride">How far it goes each time.</param>
/// <param name="Before">The zeros before the axis.</param>
/// <param name="After">The zeros after it.</param>
/// <param name="Dilation">From one entry to the next.</param>
internal sealed record Window(int Kernel, int Stride = 1, int Before = 0, int After = 0, int Dilation = 1)
{
    private const int Most = 1 << 16;

    /// <summary>The windows that fit: the extent of the result.</summary>
    /// <exception cref="LayerException">None does, or a number is beyond reason.</exception>
    public int Extent(int extent)
    {
        if (Kernel is < 1 or > Most || Stride is < 1 or > Most || Before is < 0 or > Most || After is < 0 or > Most || Dilation is < 1 or > Most)
        {
            throw new LayerException($"a kernel of {Kernel}, stride {Stride}, padding {Before} and {After}, dilation {Dilation} cannot be");
        }

        var room = (long)extent + Before + After - ((long)Dilation * (Kernel - 1)) - 1;
        return room >= 0 ? (int)(room / Stride) + 1
            : throw new LayerException($"a kernel of {Kernel} with dilation {Dilation} does not fit into {extent} with padding {Before} and {After}");
    }

    /// <summary>The window with paddings such that the result has the input's extent over the stride, as SAME says.</summary>
    /// <param name="extent">The input's.</param>
    /// <param name="upper">Whether an odd padding has its larger part after the axis.</param>
    public Window Same(int extent, bool upper)
    {
        var results = (extent + (long)Stride - 1) / Stride;
        var total = (int)System.Math.Clamp(((results - 1) * Stride) + ((long)Dilation * (Kernel - 1)) + 1 - extent, 0, Most);
        return this with { Before = upper ? total / 2 : total - (total / 2), After = upper ? total - (total / 2) : total / 2 };
    }
}

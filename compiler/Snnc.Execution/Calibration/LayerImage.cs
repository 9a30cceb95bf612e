using System.Linq;
using Snnc.Compiler.Targets;

namespace Snnc.Execution.Calibration;

/// <summary>A convolution that is measured, with windows of 3 x 3 that stand one pixel over the edges.</summary>
/// <param name="Channels">Channels that come in.</param>
/// <param name="Extent">Height and width of the image.</param>
/// <param name="Outputs">Channels that go out.</param>
/// <param name="Stride">Pixels from a window to the next.</param>
internal sealed record LayerImage(int Channels, int Extent, int Outputs, int Stride = 1)
{
    private const int Window = 3;

    /// <summary>Gets the pixels of a row of outputs.</summary>
    public int Out => ((Extent - 1) / Stride) + 1;

    /// <summary>Gets the pixels of outputs.</summary>
    public double Pixels => (double)Out * Out;

    /// <summary>Gets what it has to do in a step.</summary>
    public ConvWork Work => new(Channels, Extent * Extent, Outputs, Out * Out, Window, Window * Window)
    {
        Inside = Met * Met / (Window * Window * Pixels),
        RowsMet = Met / Extent,
        Reach = (Window + Stride - 1) / Stride,
    };

    // The rows of all windows that lie in the image.
    private double Met => Enumerable.Range(0, Out).Sum(window =>
        Enumerable.Range((window * Stride) - (Window / 2), Window).Count(row => row >= 0 && row < Extent));
}

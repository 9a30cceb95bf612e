namespace Snnc.Execution.Calibration;

/// <summary>Something that takes a time, which depends on how much of its input is active; equal where they do the same.</summary>
internal abstract record TimedWork;

/// <summary>A network of one layer that is compiled with a certain kernel.</summary>
/// <param name="Backend"><c>csharp</c> or <c>native</c>.</param>
/// <param name="Kernel">One that the layer may have.</param>
/// <param name="Inputs">The neurons that it hears; of a convolution the channels that come in.</param>
/// <param name="Outputs">Its neurons, or the channels that go out.</param>
/// <param name="Extent">Height and width of a convolution's image; null for a dense layer.</param>
internal sealed record NetworkLayer(string Backend, string Kernel, int Inputs, int Outputs, int? Extent = null) : TimedWork
{
    /// <summary>Gets a value indicating whether weights are rounded to 8 bits.</summary>
    public bool IsByte { get; init; }

    /// <summary>Gets the height and width of a convolution's windows, an odd number; at edges they stand over as far as leaves the image its size.</summary>
    public int Window { get; init; } = 3;

    /// <summary>Gets the pixels from a window to the next.</summary>
    public int Stride { get; init; } = 1;
}

using System;
using System.Collections.Generic;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Crossbar;

/// <summary>
/// A connection on crossbars: inputs along the rows, filters along the columns, a crossbar for each position of the window, as many of them in a
/// processing element as its window has positions. A pixel is read from all of a layer's elements at once.
/// </summary>
internal sealed record CrossbarCounts
{
    private CrossbarCounts(WorkloadLayer layer, Accelerator accelerator, PriceList prices)
    {
        var (size, window) = (prices.Size("crossbar.size"), Math.Pow(prices.Size("kernel.size"), 2));
        var positions = accelerator.Imitates(CrossbarSchema.OneKernel) ? window : layer.KernelHeight * layer.KernelWidth;
        var (inputs, filters) = ((double)layer.Channels / layer.Groups, (double)layer.Filters / layer.Groups);
        // Where the window is small, what is left of the element takes more inputs.
        var rows = size * Math.Max(1, Math.Floor(window / positions));
        Elements = layer.Groups * Math.Ceiling(inputs / rows) * Math.Ceiling(filters / size) * Math.Ceiling(positions / window);
        Crossbars = layer.Groups * Math.Ceiling(inputs / size) * Math.Ceiling(filters / size) * positions;
        Readings = (double)layer.OutHeight * layer.OutWidth * layer.Steps * (layer.TakesSpikes ? 1 : prices.Size("activation.width"));
        Steps = layer.Steps;
        StepReadings = Readings / layer.Steps * (accelerator.Imitates(CrossbarSchema.SerialLatency) ? layer.Filters : 1);
        Loops =
        [
            new LoopLevel("step", layer.Steps, "the potentials in memory"),
            new LoopLevel("pixel", Readings / layer.Steps, layer.TakesSpikes ? "one reading each" : "a reading for each bit"),
            new LoopLevel("element", Elements, $"of up to {size:0} filters", true),
            new LoopLevel("crossbar", Crossbars, "one for each position of the window", true),
        ];
    }

    /// <summary>Gets the processing elements.</summary>
    public double Elements { get; }

    /// <summary>Gets the crossbars in use.</summary>
    public double Crossbars { get; }

    /// <summary>Gets how often the layer is read in an inference: each pixel in each step.</summary>
    public double Readings { get; }

    /// <summary>Gets the cycles of an element for a step.</summary>
    public double StepReadings { get; }

    /// <summary>Gets the steps.</summary>
    public double Steps { get; }

    /// <summary>Gets the loops.</summary>
    public IReadOnlyList<LoopLevel> Loops { get; }

    public static CrossbarCounts Of(WorkloadLayer layer, Accelerator accelerator, PriceList prices) => new(layer, accelerator, prices);
}

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Snnc.Cli.Drawing;

/// <summary>The axis along which steps lie, and the columns that they are drawn in: where there are too many steps, several share one.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="StepSeconds">The length of a step, or null where it is not known.</param>
/// <param name="Left">Where it starts.</param>
/// <param name="Width">How long it is.</param>
internal sealed record TimeAxis(int Steps, double? StepSeconds, double Left, double Width)
{
    private const int MostColumns = 1200;
    private const int MostTicks = 10;

    /// <summary>Gets the number of columns.</summary>
    public int Columns => Math.Min(Steps, MostColumns);

    /// <summary>Gets what the axis is called.</summary>
    public string Name => StepSeconds is null ? "step" : "time (ms)";

    /// <summary>The middle of a column.</summary>
    public double X(int column) => Left + ((column + 0.5) / Columns * Width);

    /// <summary>The steps of a column.</summary>
    public (int First, int Last) StepsOf(int column) => ((int)((long)column * Steps / Columns), (int)(((long)(column + 1) * Steps / Columns) - 1));

    /// <summary>Round values, and where they lie.</summary>
    public IEnumerable<(double X, string Label)> Ticks()
    {
        // A spike of step s lies in the middle of it; time is that of its start.
        var unit = StepSeconds is { } seconds ? seconds * 1e3 : 1;
        var step = Round(Steps * unit / MostTicks, StepSeconds is null ? 1 : 0);
        for (var i = 0; i * step < Steps * unit; i++)
        {
            var shift = StepSeconds is null ? 0.5 : 0;
            yield return (Left + (((i * step / unit) + shift) / Steps * Width), (i * step).ToString("G4", CultureInfo.InvariantCulture));
        }
    }

    // 1, 2 or 5 times a power of ten.
    private static double Round(double least, double floor)
    {
        var decade = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(least, double.Epsilon))));
        var step = least <= decade ? decade : least <= 2 * decade ? 2 * decade : least <= 5 * decade ? 5 * decade : 10 * decade;
        return Math.Max(step, floor);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Layers;

/// <summary>
/// The language's windows are square and have the same padding on all sides. Any others become such a window: its kernel is widened with zeros, so
/// that what each window sums stays, and results that are too many are cut off.
/// </summary>
/// <param name="Window">The window for all axes.</param>
/// <param name="Zeros">The zeros before the kernel, for each axis.</param>
/// <param name="Skip">The results before the first that is wanted, for each axis.</param>
internal sealed record CommonWindow(Window Window, int[] Zeros, int[] Skip)
{
    private const int Tries = 48;

    /// <summary>The least common window.</summary>
    /// <param name="windows">Those of the axes.</param>
    /// <param name="extents">What they slide over.</param>
    /// <param name="canWiden">Whether zeros may be put around the kernel.</param>
    /// <exception cref="LayerException">There is none.</exception>
    public static CommonWindow Of(IReadOnlyList<Window> windows, IReadOnlyList<int> extents, bool canWiden = true)
    {
        var axes = windows.Select((window, i) => (Window: window, Extent: extents[i], Results: window.Extent(extents[i]))).ToList();
        if (windows.All(window => window == windows[0] && window.Before == window.After))
        {
            return new CommonWindow(windows[0], new int[windows.Count], new int[windows.Count]);
        }

        // The stride of one result, and the distance of the entries of a kernel of one, are anything.
        var strides = axes.Where(axis => axis.Results > 1).Select(axis => axis.Window.Stride).Distinct().ToList();
        var dilations = windows.Where(window => window.Kernel > 1).Select(window => window.Dilation).Distinct().ToList();
        if (strides.Count > 1 || dilations.Count > 1)
        {
            throw new LayerException("strides and dilations must be the same along both axes");
        }

        var plain = new Window(0, strides.FirstOrDefault(windows[0].Stride), Dilation: dilations.FirstOrDefault(1));
        var least = windows.Max(window => window.Before);
        return Enumerable.Range(least, Tries).SelectMany(padding => Candidates(plain with { Before = padding, After = padding }, axes, canWiden))
            .OrderBy(c => c.Window.Kernel).ThenBy(c => c.Skip.Sum()).ThenBy(c => c.Window.Before).FirstOrDefault()
            ?? throw new LayerException("a window of these paddings has no counterpart that is square with the same padding on all sides");
    }

    /// <summary>The weight <c>[out, in, ...]</c> with zeros around its kernel.</summary>
    public LayerTensor Widen(LayerTensor weight)
    {
        var shape = Shape.Of(weight.Shape.Take(2).Concat(Enumerable.Repeat(Window.Kernel, Zeros.Length)));
        if (shape == weight.Shape)
        {
            return weight;
        }

        var (rows, columns) = Zeros.Length == 1 ? (1, weight.Shape[2]) : (weight.Shape[2], weight.Shape[3]);
        var (top, left) = Zeros.Length == 1 ? (0, Zeros[0]) : (Zeros[0], Zeros[1]);
        var height = Zeros.Length == 1 ? 1 : Window.Kernel;
        var values = new float[shape.Size];
        for (var row = 0; row < weight.Values.Length / columns; row++)
        {
            var (kernel, y) = (row / rows, row % rows);
            Array.Copy(weight.Values, row * columns, values, (((kernel * height) + top + y) * Window.Kernel) + left, columns);
        }

        return new LayerTensor(shape, values);
    }

    // A window begins where it did: padding = before + zeros * dilation + skip * stride.
    private static IEnumerable<CommonWindow> Candidates(
        Window window, IReadOnlyList<(Window Window, int Extent, int Results)> axes, bool canWiden)
    {
        IEnumerable<int[]> skips = [[]];
        foreach (var axis in axes)
        {
            var room = window.Before - axis.Window.Before;
            var fitting = Enumerable.Range(0, Math.Min(room / window.Stride, Tries) + 1)
                .Where(skip => canWiden ? (room - (skip * window.Stride)) % window.Dilation == 0 : room == skip * window.Stride).ToList();
            skips = skips.SelectMany(before => fitting.Select(skip => (int[])[.. before, skip]));
        }

        foreach (var skip in skips)
        {
            var zeros = skip.Select((m, i) => (window.Before - axes[i].Window.Before - (m * window.Stride)) / window.Dilation).ToArray();
            var least = axes.Select((axis, i) => zeros[i] + axis.Window.Kernel).Max();
            var most = axes.Select((axis, i) => Room(window, axis.Extent, skip[i] + axis.Results)).Min();
            if (least <= most && (canWiden || axes.All(axis => axis.Window.Kernel == least)))
            {
                yield return new CommonWindow(window with { Kernel = least }, zeros, skip);
            }
        }
    }

    // The largest kernel that gives as many results.
    private static int Room(Window window, int extent, int results)
    {
        var room = extent + (2L * window.Before) - 1 - ((results - 1L) * window.Stride);
        return room < 0 ? 0 : (int)Math.Min(int.MaxValue - 1, room / window.Dilation) + 1;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Writing;

namespace Snnc.Import.Nir;

/// <summary>
/// A square kernel with the same stride and padding on all axes that, with some of its outputs left out, does what windows do that differ from axis
/// to axis or are padded on one side more: the kernel is put into a larger one of zeros, at an offset that makes up for the padding that is more.
/// </summary>
/// <param name="Size">Of the kernel, on each axis; without dilation.</param>
/// <param name="Offsets">Where the given kernel lies in it.</param>
internal sealed record RegularForm(Window Window, int Size, int Stride, int Padding, IReadOnlyList<int> Offsets)
{
    private const double MostWeights = 1 << 27;

    /// <summary>The form of windows.</summary>
    /// <exception cref="ImportException">It would be too large.</exception>
    public static RegularForm Of(Window window)
    {
        var stride = window.Axes.Select(axis => axis.Stride).Aggregate(Divisor);
        for (var padding = window.Axes.Max(axis => (long)axis.Before); ; padding++)
        {
            var size = window.Axes.Max(axis => padding - axis.Before + axis.Span);
            var channels = (double)window.Channels / window.Groups * window.Outputs;
            if (Math.Pow(size, window.Axes.Count) * channels > MostWeights)
            {
                throw new ImportException($"the kernel of '{window.Name}' ({window.Type}) is too large as a square one, which the language needs");
            }

            var (zeros, kernel) = (2 * padding, size);
            if (window.Axes.All(axis => axis.Extent + zeros >= kernel && ((axis.Extent + zeros - kernel) / stride) + 1 >= Needed(axis, stride)))
            {
                return new RegularForm(window, (int)size, stride, (int)padding, [.. window.Axes.Select(axis => (int)(padding - axis.Before))]);
            }
        }
    }

    /// <summary>The shape of the larger kernel.</summary>
    public Shape KernelShape(Shape weight) => Shape.Of([weight[0], weight[1], .. Window.Axes.Select(_ => Size)]);

    /// <summary>The larger kernel.</summary>
    public double[] Kernel(NirField weight)
    {
        var (from, axes) = (weight.Reals, Window.Axes);
        var to = new double[KernelShape(weight.Shape).Size];
        for (var i = 0; i < from.Length; i++)
        {
            var (rest, at, unit) = (i, 0L, 1L);
            for (var a = axes.Count - 1; a >= 0; a--)
            {
                at += unit * (Offsets[a] + ((long)axes[a].Dilation * (rest % axes[a].Kernel)));
                rest /= axes[a].Kernel;
                unit *= Size;
            }

            to[(rest * unit) + at] = from[i];
        }

        return to;
    }

    /// <summary>The elements that leave out the outputs which the windows do not have; with none of those a reshape that changes nothing.</summary>
    public IEnumerable<string> Selection(Window window)
    {
        var extents = new List<int> { window.Outputs };
        extents.AddRange(window.Axes.Select(axis => (int)(((axis.Extent + (2L * Padding) - Size) / Stride) + 1)));
        var elements = new List<string>();
        for (var a = 0; a < window.Axes.Count; a++)
        {
            Select(window.Axes[a], a + 1, extents, elements);
        }

        return elements.Count > 0 ? elements : [Reshape(extents)];
    }

    // Every step-th index of an axis is the first of each group of step.
    private void Select(WindowAxis axis, int index, List<int> extents, List<string> elements)
    {
        var (needed, step) = ((int)Needed(axis, Stride), axis.Stride / Stride);
        if (extents[index] != needed)
        {
            elements.Add(NetworkText.Element(null, "slice", "0", $"{needed}", $"axis = {index}"));
            extents[index] = needed;
        }

        if (step > 1)
        {
            extents[index] = needed / step;
            extents.Insert(index + 1, step);
            elements.Add(Reshape(extents));
            elements.Add(NetworkText.Element(null, "slice", "0", "1", $"axis = {index + 1}"));
            extents.RemoveAt(index + 1);
            elements.Add(Reshape(extents));
        }
    }

    private static string Reshape(List<int> extents) => NetworkText.Element(null, "reshape", extents.Select(extent => $"{extent}"));

    private static long Needed(WindowAxis axis, int stride) => axis.Stride == stride ? axis.Count : axis.Count * (axis.Stride / stride);

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);
}

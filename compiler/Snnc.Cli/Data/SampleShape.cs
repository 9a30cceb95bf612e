using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Cli.Data;

/// <summary>What one sample of an input looks like: its shape, with the steps before it where it varies in time.</summary>
internal sealed class SampleShape
{
    private readonly int? _steps;
    private readonly Shape _shape;

    public SampleShape(Node input, TimeBase time)
    {
        _steps = input.Type.Kind == ValueKind.Frame ? null : time.Steps ?? 0;
        _shape = input.Type.Shape;
    }

    /// <summary>Gets the numbers of a sample.</summary>
    public long Length => Full.Size;

    private Shape Full => Shape.Of(_steps is { } steps ? _shape.Prepend(steps) : _shape);

    /// <summary>Whether an array holds such samples along its first axis; the input's shape may have more or fewer leading axes of size 1.</summary>
    public bool Fits(Shape array)
    {
        if (array.Rank == 0)
        {
            return false;
        }

        var sample = array.Skip(1).ToList();
        return _steps is not { } steps ? SameButForOnes(sample) : sample.Count > 0 && sample[0] == steps && SameButForOnes(sample.Skip(1));
    }

    /// <summary>What to do about an array that does not fit, where that is clear; else null.</summary>
    public string? Advice(Shape array)
    {
        if (array.SequenceEqual(Full) || array.SequenceEqual(_shape))
        {
            return "this looks like one sample: the first axis must count samples, so give it a first axis of 1";
        }

        if (_steps is { } steps && array.Rank >= 2 && array[0] == steps && Fits(Shape.Of([array[1], array[0], .. array.Skip(2)])))
        {
            return "time seems to stand first: exchange the first two axes";
        }

        return array.Rank > 0 && array.Skip(1).Aggregate(1L, (product, extent) => product * extent) == Length
            ? "the sizes agree: reshape the array" : null;
    }

    /// <summary>As messages show it: <c>[samples, 25, 12]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Full.Select(extent => extent.ToString()).Prepend("samples"))}]";

    private bool SameButForOnes(IEnumerable<int> extents) =>
        extents.SkipWhile(extent => extent == 1).SequenceEqual(_shape.SkipWhile(extent => extent == 1));
}

using System;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Onnx;

/// <summary>A value that is known before the model runs.</summary>
/// <param name="Shape">Its extents.</param>
/// <param name="Values">Its elements, in C order; single precision and whole numbers below 2^53 are held exactly.</param>
/// <param name="IsWhole">Whether it counts in whole numbers.</param>
internal sealed record Constant(Shape Shape, double[] Values, bool IsWhole)
{
    private const int MostElements = 1 << 28;

    /// <summary>A stored array.</summary>
    public static Constant Of(TensorData data) =>
        new(data.Shape, data.ToDoubles(), data.Info.DType is not (DType.Float16 or DType.BFloat16 or DType.Float32 or DType.Float64));

    /// <summary>A list of whole numbers.</summary>
    public static Constant Whole(params long[] values) => new([values.Length], Array.ConvertAll(values, value => (double)value), true);

    /// <summary>The elements as whole numbers.</summary>
    public long[] ToIntegers() => Array.ConvertAll(Values, value => (long)value);

    /// <summary>The elements in single precision.</summary>
    /// <exception cref="LayerException">One is not finite.</exception>
    public float[] ToSingles() => Array.ConvertAll(Values, value =>
        float.IsFinite((float)value) ? (float)value : throw new LayerException("its weights are not all finite"));

    /// <summary>The elements as a tensor of a layer.</summary>
    /// <exception cref="LayerException">One is not finite.</exception>
    public LayerTensor ToTensor() => new(Shape, ToSingles());

    /// <summary>The same elements in another shape.</summary>
    public Constant As(Shape shape) => shape.Size == Values.Length ? this with { Shape = shape }
        : throw new LayerException($"{Shape} has another number of elements than {shape}");

    /// <summary>Element i of the result is element <paramref name="from"/>(its indices) of this.</summary>
    public Constant Gather(Shape shape, Func<int[], long> from)
    {
        if (SizeOf(shape) > MostElements)
        {
            throw new LayerException($"a constant of shape {shape} is too large");
        }

        var (values, index) = (new double[shape.Size], new int[shape.Rank]);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Values[from(index)];
            for (var axis = index.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return new Constant(shape, values, IsWhole);
    }

    /// <summary>How far apart the entries of each axis lie.</summary>
    public int[] Strides()
    {
        var strides = new int[Shape.Rank];
        for (int axis = Shape.Rank - 1, stride = 1; axis >= 0; stride *= Shape[axis--])
        {
            strides[axis] = stride;
        }

        return strides;
    }

    /// <summary>Axis i of the result is axis <paramref name="axes"/>[i] of this.</summary>
    public Constant Permute(int[] axes)
    {
        var strides = axes.Select(axis => Strides()[axis]).ToArray();
        return Gather(Shape.Of(axes.Select(axis => Shape[axis])), index => index.Zip(strides, (i, stride) => (long)i * stride).Sum());
    }

    /// <summary>This and another element by element, broadcast.</summary>
    public Constant With(Constant other, Func<double, double, double> operation)
    {
        var shape = Shape.Broadcast(Shape, other.Shape) ?? throw new LayerException($"{Shape} and {other.Shape} do not broadcast");
        var (a, b) = (To(shape), other.To(shape));
        return new Constant(shape, [.. a.Values.Zip(b.Values, operation)], IsWhole && other.IsWhole).Rounded();
    }

    /// <summary>Each element by itself.</summary>
    public Constant Each(Func<double, double> operation) => (this with { Values = Array.ConvertAll(Values, value => operation(value)) }).Rounded();

    /// <summary>Broadcast to a shape.</summary>
    public Constant To(Shape shape)
    {
        if (shape == Shape)
        {
            return this;
        }

        var (strides, lead) = (Strides(), shape.Rank - Shape.Rank);
        return Gather(shape, index => strides.Select((stride, axis) => Shape[axis] == 1 ? 0L : (long)index[lead + axis] * stride).Sum());
    }

    private static double SizeOf(Shape shape) => shape.Aggregate(1.0, (product, extent) => product * extent);

    // Real constants have single precision.
    private Constant Rounded() => IsWhole ? this with { Values = Array.ConvertAll(Values, Math.Truncate) }
        : this with { Values = Array.ConvertAll(Values, value => (double)(float)value) };
}

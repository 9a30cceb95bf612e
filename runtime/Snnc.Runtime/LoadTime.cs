using System;
using System.Globalization;
using System.Linq;
using Snnc.Numerics;

namespace Snnc.Runtime;

/// <summary>Arithmetic on a network's constants when it is loaded: element by element in doubles with NumPy's broadcasting, rounded once at the end.</summary>
public static class LoadTime
{
    /// <summary>One number.</summary>
    public static LoadArray Number(double value) => new([], [value]);

    /// <summary>A tensor of a container.</summary>
    /// <param name="shape">The shape that the network was compiled for.</param>
    /// <exception cref="SnncRunException">There is none of that name, its shape is another, or an element is not finite.</exception>
    public static LoadArray Tensor(IWeightSource source, string container, string key, params int[] shape)
    {
        var tensor = source.Read(container, key);
        if (!tensor.Shape.SequenceEqual(shape))
        {
            var (actual, expected) = (string.Join(", ", tensor.Shape), string.Join(", ", shape));
            throw new SnncRunException($"Tensor '{key}' of '{container}' has the shape [{actual}], but the network was compiled for [{expected}].");
        }

        var values = tensor.ToDoubles();
        var wrong = Array.FindIndex(values, value => !double.IsFinite(value));
        return wrong < 0
            ? new LoadArray(shape, values)
            : throw NotFinite(container, key, wrong, values[wrong]);
    }

    /// <summary>A tensor of a container in single precision, in place where it is stored so.</summary>
    /// <param name="shape">The shape that the network was compiled for.</param>
    /// <exception cref="SnncRunException">There is none of that name, its shape is another, or an element is not finite.</exception>
    public static ReadOnlySpan<float> Reals(IWeightSource source, string container, string key, params int[] shape)
    {
        if (source.Read(container, key) is not { Type: WeightType.Single } tensor || !tensor.Shape.SequenceEqual(shape))
        {
            return ToReal(Tensor(source, container, key, shape), key);
        }

        var values = tensor.Values<float>();
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw NotFinite(container, key, i, values[i]);
            }
        }

        return values;
    }

    /// <summary>-x (<c>neg</c>), and <c>exp expm1 log log1p sqrt abs sign floor ceil round tanh sigmoid int</c>.</summary>
    public static LoadArray Unary(string function, LoadArray x)
    {
        var convert = LoadFunctions.Unary(function);
        return new LoadArray(x.Shape, [.. x.Values.Select(convert)]);
    }

    /// <summary>
    /// <c>add sub mul div rem min max</c>, comparisons <c>eq ne lt le gt ge</c> (1 or 0), <c>and or</c>, of whole numbers <c>idiv shl shr asr0</c>.
    /// </summary>
    public static LoadArray Binary(string function, LoadArray x, LoadArray y)
    {
        var shape = LoadArray.CommonShape(x.Shape, y.Shape);
        return new LoadArray(shape, [.. x.Expand(shape).Zip(y.Expand(shape), LoadFunctions.Binary(function))]);
    }

    /// <summary>condition ? whenTrue : whenFalse.</summary>
    public static LoadArray Select(LoadArray condition, LoadArray whenTrue, LoadArray whenFalse)
    {
        var shape = LoadArray.CommonShape(condition.Shape, LoadArray.CommonShape(whenTrue.Shape, whenFalse.Shape));
        var yes = whenTrue.Expand(shape);
        var no = whenFalse.Expand(shape);
        return new LoadArray(shape, [.. condition.Expand(shape).Select((c, i) => c != 0 ? yes[i] : no[i])]);
    }

    /// <summary>The axes reversed.</summary>
    public static LoadArray Transpose(LoadArray x)
    {
        int[] axes = [.. Enumerable.Range(0, x.Shape.Count).Reverse()];
        var map = Kernels.IndexMap.Permute(x.Shape.ToArray(), axes);
        var values = new double[x.Values.Length];
        Kernels.Arrange.Gather<double>(x.Values, map, values);
        return new LoadArray([.. axes.Select(axis => x.Shape[axis])], values);
    }

    /// <summary>The same elements under another shape.</summary>
    public static LoadArray Reshape(LoadArray x, params int[] shape)
    {
        Kernels.Guard.Length(x.Values.Length, shape.Aggregate(1, (product, extent) => checked(product * extent)), nameof(x));
        return new LoadArray(shape, x.Values);
    }

    /// <summary>The sum over the last axes, which go away; in doubles, in C order.</summary>
    /// <param name="axes">How many.</param>
    public static LoadArray Sum(LoadArray x, int axes)
    {
        int[] shape = [.. x.Shape.Take(x.Shape.Count - axes)];
        var result = new double[shape.Aggregate(1, (product, extent) => checked(product * extent))];
        for (var i = 0; i < x.Values.Length; i++)
        {
            result[i / (x.Values.Length / result.Length)] += x.Values[i];
        }

        return new LoadArray(shape, result);
    }

    /// <summary>Element i is <c>low + (high - low) * hash(seed, i) / 2^24</c>.</summary>
    public static LoadArray Uniform(double low, double high, long seed, params int[] shape)
    {
        var values = new double[shape.Aggregate(1, (product, extent) => checked(product * extent))];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = low + ((high - low) * CounterHash.Uniform(seed, i));
        }

        return new LoadArray(shape, values);
    }

    /// <summary>Symmetric rounding to a number of bits: <c>q = round_half_even(x / s)</c>, <c>s = max|x| / (2^(bits-1) - 1)</c>, value <c>q * s</c>.</summary>
    public static LoadArray Quantize(LoadArray x, int bits)
    {
        var scale = x.Values.Select(Math.Abs).DefaultIfEmpty(0).Max() / ((1L << (bits - 1)) - 1);
        return scale == 0 ? x : new LoadArray(x.Shape, Array.ConvertAll(x.Values, value => Math.Round(value / scale, MidpointRounding.ToEven) * scale));
    }

    /// <summary>For each index of the first axis the step of symmetric rounding to a number of bits: the least m * 2^e, m whole from 128 to 255, with
    /// <c>max|x| &lt; (2^(bits-1) - 1 + 0.495) * step</c>; 1 where all is 0.</summary>
    public static LoadArray RowStep(LoadArray x, int bits)
    {
        var rows = x.Shape[0];
        var length = x.Values.Length / Math.Max(1, rows);
        double Greatest(int row) => x.Values.Skip(row * length).Take(length).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return new LoadArray([rows], [.. Enumerable.Range(0, rows).Select(row => Numerics.RowStep.Of(Greatest(row), bits))]);
    }

    /// <summary>Entry (row, column) of the matrix exponential of the n x n matrix of entries (row by row), for every element of their common shape.</summary>
    public static LoadArray Exponential(int n, LoadArray[] entries, int row, int column)
    {
        var shape = entries.Aggregate(Array.Empty<int>(), (common, entry) => LoadArray.CommonShape(common, entry.Shape));
        var expanded = Array.ConvertAll(entries, entry => entry.Expand(shape));
        var values = new double[expanded[0].Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = MatrixExponential.Of(Array.ConvertAll(expanded, entry => entry[i]), n)[(row * n) + column];
        }

        return new LoadArray(shape, values);
    }

    /// <summary>Rounds a constant to single precision.</summary>
    /// <param name="name">The constant's name, for the message.</param>
    /// <exception cref="SnncRunException">An element is not finite in single precision.</exception>
    public static float[] ToReal(LoadArray x, string name)
    {
        var values = new float[x.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)x.Values[i];
            if (!float.IsFinite(values[i]))
            {
                throw new SnncRunException($"Element {i} of '{name}' is {Text(x.Values[i])}, not a finite number in single precision.");
            }
        }

        return values;
    }

    /// <summary>Checks that a constant is whole.</summary>
    /// <param name="name">The constant's name, for the message.</param>
    /// <exception cref="SnncRunException">An element is not.</exception>
    public static long[] ToInt(LoadArray x, string name)
    {
        var wrong = Array.FindIndex(x.Values, value => !(Math.Abs(value) < 9.2e18) || value != Math.Floor(value));
        return wrong < 0
            ? Array.ConvertAll(x.Values, value => (long)value)
            : throw new SnncRunException(
                $"Element {wrong} of '{name}' is {Text(x.Values[wrong])}, not a whole number; integer models take whole weights only.");
    }

    /// <summary>Checks that whole numbers are what the network was compiled for.</summary>
    /// <param name="name">The constant's name, for the message.</param>
    /// <exception cref="SnncRunException">One is not.</exception>
    public static void CheckRange(long[] values, long least, long greatest, string name)
    {
        var wrong = Array.FindIndex(values, value => value < least || value > greatest);
        if (wrong >= 0)
        {
            throw new SnncRunException($"'{name}' holds {values[wrong]}, which is not in its range, {least} to {greatest}.");
        }
    }

    /// <summary>An array as it stands, broadcast, in one of another shape.</summary>
    /// <param name="shape">The shape, for example a population's.</param>
    public static LoadArray Broadcast(LoadArray x, params int[] shape) => new(shape, x.Expand(shape));

    private static SnncRunException NotFinite(string container, string key, int element, double value) =>
        new($"Element {element} of tensor '{key}' of '{container}' is {Text(value)}; weights must be finite.");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

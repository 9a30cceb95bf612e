using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Writing;

namespace Snnc.Import.Layers;

// Sums, products, norms.
internal sealed partial class FrameNetwork
{
    /// <summary>The sum or product of several values, which broadcast.</summary>
    public Layer Fold(string op, params IReadOnlyList<Layer> parts)
    {
        var shape = parts.Skip(1).Aggregate(parts[0].Shape, (common, part) => Shape.Broadcast(common, part.Shape)
            ?? throw new LayerException($"{string.Join(" and ", parts.Select(p => p.Shape))} do not broadcast"));
        return parts.Count == 1 ? parts[0] : Add(op, shape, parts);
    }

    /// <summary>The product of two matrices, or of as many as the axes before the last two say.</summary>
    public Layer MatMul(Layer a, Layer b)
    {
        var isFitting = a.Shape.Rank >= 2 && b.Shape.Rank >= 2 && a.Shape[^1] == b.Shape[^2];
        return isFitting && Shape.Broadcast(Shape.Of(a.Shape.SkipLast(2)), Shape.Of(b.Shape.SkipLast(2))) is { } leading
            ? Add("matmul", Shape.Of([.. leading, a.Shape[^2], b.Shape[^1]]), [a, b])
            : throw new LayerException($"{a.Shape} and {b.Shape} are no matrices whose columns and rows agree");
    }

    /// <summary>Each element times one number.</summary>
    public Layer Scale(Layer x, double by) => by == 1 ? x
        : double.IsFinite(by) ? Add("scale", x.Shape, [x], Numeral.Of((float)by))
        : throw new LayerException($"{by} is no finite number");

    /// <summary>Times factors that broadcast.</summary>
    public Layer Scale(Layer x, LayerTensor by)
    {
        if (Shape.Broadcast(by.Shape, x.Shape) != x.Shape)
        {
            throw new LayerException($"factors of {by.Shape} do not broadcast to {x.Shape}");
        }

        var layer = Add("scale", x.Shape, [x]);
        layer.Tensors["by"] = by;
        return layer;
    }

    /// <summary>
    /// x * factor + term, for each element or for the entries of an axis. A connection before it that nobody else reads takes it into its weights.
    /// </summary>
    /// <param name="isShared">Whether others read x too.</param>
    public Layer Affine(Layer x, Broadcast factor, Broadcast term, bool isShared)
    {
        var axes = Enumerable.Range(0, x.Shape.Rank).Where(axis => factor.Varies(axis) || term.Varies(axis)).ToList();
        if (!isShared && x.IsConnection && (axes.Count == 0 || axes.SequenceEqual([x.ChannelAxis])))
        {
            return Absorb(x, factor.Along(x.ChannelAxis), term.Along(x.ChannelAxis));
        }

        if (!isShared && x.Operator == "layernorm" && (axes.Count == 0 || axes.SequenceEqual([x.ChannelAxis])))
        {
            return AbsorbInNorm(x, factor.Along(x.ChannelAxis), term.Along(x.ChannelAxis));
        }

        if (term.IsAll(0))
        {
            return factor.Uniform is { } by ? Scale(x, by) : Scale(x, factor.ToTensor());
        }

        return axes.Count <= 1 && x.Shape.Rank > 0 ? Normalized(x, axes.FirstOrDefault(), factor.Along, term.Along)
            : Reshape(Normalized(Reshape(x, [(int)x.Shape.Size]), 0, _ => factor.All(), _ => term.All()), x.Shape);
    }

    /// <summary>The normalisation of a batch: (x - mean) / sqrt(variance + eps) * weight + bias, for the entries of an axis.</summary>
    public Layer BatchNorm(Layer x, int axis, IReadOnlyDictionary<string, float[]> tensors, double eps, bool isShared)
    {
        if (tensors.Values.Any(values => values.Length != x.Shape[axis]))
        {
            throw new LayerException($"its numbers are not as many as the {x.Shape[axis]} entries of axis {axis} of {x.Shape}");
        }

        if (!isShared && x.IsConnection && axis == x.ChannelAxis)
        {
            var factor = Enumerable.Range(0, x.Shape[axis])
                .Select(i => Value("weight", i, 1) / Math.Sqrt(Value("running_var", i, 1) + eps)).ToArray();
            return Absorb(x, factor, [.. factor.Select((f, i) => Value("bias", i, 0) - (Value("running_mean", i, 0) * f))]);
        }

        var layer = Add("batchnorm", x.Shape, [x], [.. axis == 0 ? Array.Empty<string>() : [$"axis = {axis}"], .. Eps(eps)]);
        foreach (var (name, values) in tensors)
        {
            layer.Tensors[name] = LayerTensor.Vector(values);
        }

        return layer;

        double Value(string name, int i, double absent) => tensors.TryGetValue(name, out var values) ? values[i] : absent;
    }

    /// <summary>The normalisation over the last axis.</summary>
    public Layer LayerNorm(Layer x, float[]? weight, float[]? bias, double eps)
    {
        var layer = Add("layernorm", x.Shape, [x], [.. Eps(eps)]);
        foreach (var (name, values) in new[] { ("weight", weight), ("bias", bias) })
        {
            if (values is not null)
            {
                layer.Tensors[name] = values.Length == x.Shape[^1] ? LayerTensor.Vector(values)
                    : throw new LayerException($"its {name} of {values.Length} numbers does not fit the last axis of {x.Shape}");
            }
        }

        return layer;
    }

    private static IEnumerable<string> Eps(double eps) => (float)eps == 1e-5f ? [] : [$"eps = {Numeral.Of((float)eps)}"];

    // Of mean 0 and variance 1 a normalisation is a product and a sum.
    private Layer Normalized(Layer x, int axis, Func<int, double[]> factor, Func<int, double[]> term)
    {
        var zeros = new float[x.Shape[axis]];
        return BatchNorm(x, axis, new Dictionary<string, float[]>
        {
            ["running_mean"] = zeros, ["running_var"] = Ones(zeros.Length), ["weight"] = Singles(factor(axis)), ["bias"] = Singles(term(axis)),
        }, 0, isShared: true);
    }

    private static Layer Absorb(Layer x, double[] factor, double[] term)
    {
        var weight = x.Tensors["weight"];
        var perOutput = weight.Values.Length / factor.Length;
        x.Tensors["weight"] = weight with { Values = [.. weight.Values.Select((value, i) => (float)(value * factor[i / perOutput]))] };
        var bias = x.Tensors.TryGetValue("bias", out var old) ? old.Values : new float[factor.Length];
        x.Tensors["bias"] = LayerTensor.Vector([.. bias.Select((value, i) => (float)((value * factor[i]) + term[i]))]);
        return x;
    }

    private static Layer AbsorbInNorm(Layer x, double[] factor, double[] term)
    {
        float[] Old(string name, float absent) =>
            x.Tensors.TryGetValue(name, out var tensor) ? tensor.Values : [.. Enumerable.Repeat(absent, factor.Length)];
        var (weight, bias) = (Old("weight", 1), Old("bias", 0));
        x.Tensors["weight"] = LayerTensor.Vector([.. weight.Select((value, i) => (float)(value * factor[i]))]);
        x.Tensors["bias"] = LayerTensor.Vector([.. bias.Select((value, i) => (float)((value * factor[i]) + term[i]))]);
        return x;
    }

    private static float[] Singles(double[] values) => Array.ConvertAll(values, value => (float)value);
}

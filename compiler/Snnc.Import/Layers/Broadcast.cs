using System;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Layers;

/// <summary>Constants that broadcast to the shape of a value.</summary>
internal sealed class Broadcast
{
    private readonly Shape _target;
    private readonly Shape _shape;
    private readonly double[] _values;

    /// <summary>Constants of a shape that broadcasts to the target.</summary>
    /// <exception cref="LayerException">It does not.</exception>
    public Broadcast(Shape target, Shape shape, double[] values)
    {
        while (shape.Rank > target.Rank && shape[0] == 1)
        {
            shape = Shape.Of(shape.Skip(1));
        }

        if (Shape.Broadcast(target, shape) != target)
        {
            throw new LayerException($"constants of {shape} do not broadcast to {target}");
        }

        if (values.Any(value => !double.IsFinite((float)value)))
        {
            throw new LayerException("its constants are not all finite");
        }

        (_target, _shape, _values) = (target, Shape.Of(Enumerable.Repeat(1, target.Rank - shape.Rank).Concat(shape)), values);
    }

    /// <summary>Gets the number that all are, or null.</summary>
    public double? Uniform => _values.All(value => value == _values[0]) ? _values[0] : null;

    /// <summary>One number.</summary>
    public static Broadcast Of(Shape target, double value) => new(target, Shape.Scalar, [value]);

    /// <summary>Whether all are this number.</summary>
    public bool IsAll(double value) => Uniform == value;

    /// <summary>Whether they differ along an axis of the target.</summary>
    public bool Varies(int axis) => _shape[axis] > 1 && Uniform is null;

    /// <summary>One for each entry of an axis, the only one along which they differ.</summary>
    public double[] Along(int axis) => [.. Enumerable.Range(0, _target[axis]).Select(i => _values[Varies(axis) ? i : 0])];

    /// <summary>One for each element of the target.</summary>
    public double[] All()
    {
        var all = new double[_target.Size];
        var index = new int[_target.Rank];
        for (var i = 0; i < all.Length; i++)
        {
            var at = 0;
            for (var axis = 0; axis < index.Length; axis++)
            {
                at = (at * _shape[axis]) + (_shape[axis] == 1 ? 0 : index[axis]);
            }

            all[i] = _values[at];
            for (var axis = index.Length - 1; axis >= 0 && ++index[axis] == _target[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return all;
    }

    /// <summary>The constants as they are, without leading axes of one entry.</summary>
    public LayerTensor ToTensor() =>
        new(Shape.Of(_shape.SkipWhile(extent => extent == 1)), Array.ConvertAll(_values, value => (float)value));
}

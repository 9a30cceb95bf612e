using System;
using System.Linq;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Operators that look along an axis: Evaluate visits each line of it.</summary>
internal abstract class AxisEvaluator(NodeWiring wiring, int axis) : NodeEvaluator(wiring)
{
    private readonly (int Outer, int Extent, int Inner) _around = IndexMaps.Around(wiring.Input.Type.Shape, axis);

    /// <summary>Gets the number of elements of a line.</summary>
    protected int Extent => _around.Extent;

    public override void Evaluate()
    {
        for (var line = 0; line < _around.Outer * _around.Inner; line++)
        {
            EvaluateLine(line, (line / _around.Inner * _around.Extent * _around.Inner) + (line % _around.Inner), _around.Inner);
        }
    }

    /// <summary>Computes a line: elements first, first + stride ... of the input.</summary>
    protected abstract void EvaluateLine(int line, int first, int stride);

    /// <summary>The sum of a function of the line's elements.</summary>
    protected double Sum(int first, int stride, Func<double, double> function)
    {
        var sum = 0.0;
        for (var k = 0; k < Extent; k++)
        {
            sum = Rounding.Round(sum + function(Wiring.Input.Values[first + (k * stride)]));
        }

        return sum;
    }

    /// <summary>Where the largest element of the line stands, the first on ties.</summary>
    protected int Largest(int first, int stride)
    {
        var best = 0;
        for (var k = 1; k < Extent; k++)
        {
            if (Wiring.Input.Values[first + (k * stride)] > Wiring.Input.Values[first + (best * stride)])
            {
                best = k;
            }
        }

        return best;
    }
}

/// <summary>The sum or mean along an axis.</summary>
internal sealed class ReduceEvaluator(NodeWiring wiring, ReduceOp op) : AxisEvaluator(wiring, op.Axis)
{
    protected override void EvaluateLine(int line, int first, int stride)
    {
        var sum = Sum(first, stride, x => x);
        Result[line] = op.Mean ? Rounding.Round(sum / Extent) : sum;
    }
}

/// <summary>The index of the largest element along the last axis.</summary>
internal sealed class ArgMaxEvaluator(NodeWiring wiring) : AxisEvaluator(wiring, wiring.Input.Type.Shape.Rank - 1)
{
    protected override void EvaluateLine(int line, int first, int stride) => Result[line] = Largest(first, stride);
}

/// <summary>exp(x - max) / sum of the same along an axis.</summary>
internal sealed class SoftmaxEvaluator(NodeWiring wiring, SoftmaxOp op) : AxisEvaluator(wiring, op.Axis)
{
    protected override void EvaluateLine(int line, int first, int stride)
    {
        var max = Wiring.Input.Values[first + (Largest(first, stride) * stride)];
        var sum = Sum(first, stride, x => Exp(x, max));
        for (var k = 0; k < Extent; k++)
        {
            var i = first + (k * stride);
            Result[i] = Rounding.Round(Exp(Wiring.Input.Values[i], max) / sum);
        }
    }

    private double Exp(double x, double max) => Rounding.Round(Math.Exp(Rounding.Round(x - max)));
}

/// <summary>Normalises each line of the last axis by its own mean and variance.</summary>
internal sealed class LayerNormEvaluator : AxisEvaluator
{
    private readonly double[] _weight;
    private readonly double[] _bias;
    private readonly double _eps;

    public LayerNormEvaluator(NodeWiring wiring, LayerNormOp op)
        : base(wiring, wiring.Input.Type.Shape.Rank - 1)
    {
        _weight = op.Weight is { } weight ? wiring.Constants.Values(weight) : Enumerable.Repeat(1.0, Extent).ToArray();
        _bias = op.Bias is { } bias ? wiring.Constants.Values(bias) : new double[Extent];
        _eps = wiring.Rounding.Round(op.Eps);
    }

    protected override void EvaluateLine(int line, int first, int stride)
    {
        var mean = Rounding.Round(Sum(first, stride, x => x) / Extent);
        var variance = Rounding.Round(Sum(first, stride, x => Square(Rounding.Round(x - mean))) / Extent);
        var deviation = Rounding.Round(Math.Sqrt(Rounding.Round(variance + _eps)));
        for (var k = 0; k < Extent; k++)
        {
            var x = Rounding.Round(Rounding.Round(Wiring.Input.Values[first + k] - mean) / deviation);
            Result[first + k] = Rounding.Round(Rounding.Round(x * _weight[k]) + _bias[k]);
        }
    }

    private double Square(double x) => Rounding.Round(x * x);
}

/// <summary>Normalises by a stored mean and variance per index of an axis.</summary>
internal sealed class BatchNormEvaluator : AxisEvaluator
{
    private readonly BatchNormOp _op;
    private readonly double _eps;

    public BatchNormEvaluator(NodeWiring wiring, BatchNormOp op)
        : base(wiring, op.Axis)
    {
        _op = op;
        _eps = wiring.Rounding.Round(op.Eps);
    }

    protected override void EvaluateLine(int line, int first, int stride)
    {
        for (var k = 0; k < Extent; k++)
        {
            var i = first + (k * stride);
            var deviation = Rounding.Round(Math.Sqrt(Rounding.Round(Entry(_op.Variance, k, 1) + _eps)));
            var x = Rounding.Round(Rounding.Round(Wiring.Input.Values[i] - Entry(_op.Mean, k, 0)) / deviation);
            Result[i] = Rounding.Round(Rounding.Round(x * Entry(_op.Weight, k, 1)) + Entry(_op.Bias, k, 0));
        }
    }

    private double Entry(string? constant, int k, double otherwise) => constant is null ? otherwise : Wiring.Constants.Values(constant)[k];
}

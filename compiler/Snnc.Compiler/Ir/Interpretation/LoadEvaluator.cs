using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Numerics;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Computes load expressions: arrays of doubles in C order.</summary>
internal sealed class LoadEvaluator(Func<LoadTensor, double[]> read)
{
    /// <summary>The values of an expression.</summary>
    public double[] Evaluate(LoadExpr expression) => expression switch
    {
        LoadNumber number => [number.Value],
        LoadTensor tensor => read(tensor),
        LoadUnary unary => Array.ConvertAll(Evaluate(unary.Operand), new Converter<double, double>(LoadFunctions.Unary(unary.Function))),
        LoadBinary binary => Binary(binary),
        LoadSelect select => Select(select),
        LoadTranspose transpose => Transpose(transpose),
        LoadReshape reshape => Evaluate(reshape.Operand),
        LoadSum sum => Sum(Evaluate(sum.Operand), sum.Shape.Size),
        LoadUniform uniform => Uniform(uniform),
        LoadQuantize quantize => Quantize(Evaluate(quantize.Operand), quantize.Bits),
        LoadRowStep step => RowSteps(Evaluate(step.Operand), step),
        LoadExponential exponential => Exponential(exponential),
        _ => throw new ArgumentException($"{expression.GetType()} cannot be evaluated.", nameof(expression)),
    };

    private double[] EvaluateAs(LoadExpr expression, Shape shape) => Broadcasting.Expand(Evaluate(expression), expression.Shape, shape);

    private double[] Binary(LoadBinary binary)
    {
        var function = LoadFunctions.Binary(binary.Function);
        return EvaluateAs(binary.Left, binary.Shape).Zip(EvaluateAs(binary.Right, binary.Shape), function).ToArray();
    }

    private double[] Select(LoadSelect select)
    {
        var whenTrue = EvaluateAs(select.WhenTrue, select.Shape);
        var whenFalse = EvaluateAs(select.WhenFalse, select.Shape);
        return EvaluateAs(select.Condition, select.Shape).Select((c, i) => c != 0 ? whenTrue[i] : whenFalse[i]).ToArray();
    }

    private double[] Transpose(LoadTranspose transpose)
    {
        var values = Evaluate(transpose.Operand);
        var map = IndexMaps.Permute(transpose.Operand.Shape, Enumerable.Range(0, transpose.Shape.Rank).Reverse().ToArray());
        return Array.ConvertAll(map, i => values[i]);
    }

    private static double[] Sum(double[] values, long count)
    {
        var result = new double[count];
        var terms = count == 0 ? 0 : values.Length / count;
        for (var i = 0; i < values.Length; i++)
        {
            result[i / terms] += values[i];
        }

        return result;
    }

    private static double[] Uniform(LoadUniform uniform)
    {
        var result = new double[uniform.Shape.Size];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = uniform.Low + ((uniform.High - uniform.Low) * CounterHash.Uniform(uniform.Seed, i));
        }

        return result;
    }

    private static double[] Quantize(double[] values, int bits)
    {
        var scale = values.Select(Math.Abs).DefaultIfEmpty(0).Max() / ((1L << (bits - 1)) - 1);
        return scale == 0 ? values : Array.ConvertAll(values, x => Math.Round(x / scale, MidpointRounding.ToEven) * scale);
    }

    private static double[] RowSteps(double[] values, LoadRowStep step)
    {
        var rows = (int)step.Shape.Size;
        var length = values.Length / Math.Max(1, rows);
        return Enumerable.Range(0, rows)
            .Select(row => RowStep.Of(values.Skip(row * length).Take(length).Select(Math.Abs).DefaultIfEmpty(0).Max(), step.Bits)).ToArray();
    }

    private double[] Exponential(LoadExponential exponential)
    {
        var n = exponential.N;
        IReadOnlyList<double[]> entries = exponential.Entries.Select(entry => EvaluateAs(entry, exponential.Shape)).ToList();
        var result = new double[exponential.Shape.Size];
        for (var i = 0; i < result.Length; i++)
        {
            var matrix = entries.Select(entry => entry[i]).ToArray();
            result[i] = MatrixExponential.Of(matrix, n)[(exponential.Row * n) + exponential.Column];
        }

        return result;
    }
}

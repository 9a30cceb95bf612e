using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Nir.Exporting;

/// <summary>The numbers that a program gives its operators and parameters, tensors read from their files. Times are in seconds, or in steps where the
/// network does not say how long a step is.</summary>
internal sealed class ConstantValues(BoundNetwork network, ITensorResolver resolver)
{
    private readonly Dictionary<string, ITensorSource> _sources = [];

    /// <summary>The value of an expression. A tensor that is only named keeps its type.</summary>
    /// <exception cref="ImportException">It cannot be computed.</exception>
    public NirField Of(BoundExpr expr) => expr switch
    {
        BoundNumber number => NirField.Of(Number(number)),
        BoundTensor tensor => Read(tensor),
        BoundUnary { Operator: "-" } unary => Map(Of(unary.Operand), x => -x),
        BoundBinary binary => Combine(Of(binary.Left), Of(binary.Right), (a, b) => ConstantEvaluator.Apply(binary.Operator, a, b, false) ?? double.NaN),
        BoundCall { Arguments: [var argument] } call => Map(Of(argument), x => ConstantEvaluator.Apply(call.Function, x) ?? double.NaN),
        BoundPerChannel channels => Of(channels.Operand) with { Shape = channels.Shape },
        BoundTranspose { Operand.Shape.Rank: 2 } transpose => Transpose(Of(transpose.Operand)),
        BoundBool boolean => NirField.Of(boolean.Value ? 1 : 0),
        _ => throw new ImportException($"the expression in line {expr.At.Start.Line} cannot be exported", "write a number, or a tensor of a file"),
    };

    /// <summary>A value for each element of a shape.</summary>
    /// <exception cref="ImportException">It cannot be computed, or does not broadcast.</exception>
    public NirField Of(BoundExpr expr, Shape shape)
    {
        var value = Of(expr);
        return value.Shape.Equals(shape) ? value : new NirField(shape, Spread(value, shape));
    }

    private double Number(BoundNumber number) => number.InSteps && network.Scale.Exact is { } step
        ? number.Exact is { } exact ? (double)(exact * step) : number.Value * (double)step
        : number.Exact is { } written ? (double)written : number.Value;

    private NirField Read(BoundTensor tensor)
    {
        if (!_sources.TryGetValue(tensor.Container, out var source))
        {
            var container = network.Containers.First(candidate => candidate.Name == tensor.Container);
            source = container.Path is { } path ? resolver.Open(container.SourcePath, path)
                : throw new ImportException($"the tensor '{tensor.Key}' comes at load time", "declare its file: weights w = \"FILE.npz\";");
            _sources.Add(tensor.Container, source);
        }

        var data = source.Read(tensor.Key);
        return new NirField(data.Shape, data.Values is float[] or double[]
            ? data.Values
            : Enumerable.Range(0, (int)data.Shape.Size).Select(i => data.GetDouble(i)).ToArray());
    }

    private static NirField Map(NirField value, Func<double, double> function) => new(value.Shape, Array.ConvertAll(value.Reals, x => function(x)));

    private static NirField Combine(NirField left, NirField right, Func<double, double, double> function)
    {
        var shape = Shape.Broadcast(left.Shape, right.Shape)!;
        double[] a = Spread(left, shape), b = Spread(right, shape);
        return new NirField(shape, a.Select((x, i) => function(x, b[i])).ToArray());
    }

    private static NirField Transpose(NirField value)
    {
        var (rows, columns, from) = (value.Shape[0], value.Shape[1], value.Reals);
        return new NirField([columns, rows], Enumerable.Range(0, from.Length).Select(i => from[(i % rows * columns) + (i / rows)]).ToArray());
    }

    private static double[] Spread(NirField value, Shape shape)
    {
        if (!shape.Equals(Shape.Broadcast(value.Shape, shape)))
        {
            throw new ImportException($"a value of shape {value.Shape} does not fit {shape}");
        }

        var (from, to) = (value.Reals, new double[shape.Size]);
        for (var i = 0; i < to.Length; i++)
        {
            var (rest, at, unit) = (i, 0, 1);
            for (var axis = shape.Rank - 1; axis >= 0; axis--)
            {
                var own = axis - (shape.Rank - value.Shape.Rank);
                var extent = own >= 0 ? value.Shape[own] : 1;
                at += extent == 1 ? 0 : rest % shape[axis] * unit;
                rest /= shape[axis];
                unit *= extent;
            }

            to[i] = from[at];
        }

        return to;
    }
}

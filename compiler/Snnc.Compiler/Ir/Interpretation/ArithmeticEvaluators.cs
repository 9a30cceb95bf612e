using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>A function of each element.</summary>
internal sealed class ElementwiseEvaluator(NodeWiring wiring, Func<double, double> function) : NodeEvaluator(wiring)
{
    public override void Evaluate()
    {
        for (var i = 0; i < Result.Length; i++)
        {
            Result[i] = Rounding.Round(function(Wiring.Input.Values[i]));
        }
    }
}

/// <summary>The sum or product of several operands, from left to right, with broadcasting.</summary>
internal sealed class FoldEvaluator(NodeWiring wiring, Func<double, double, double> function) : NodeEvaluator(wiring)
{
    private readonly IReadOnlyList<int[]> _maps =
        wiring.Inputs.Select(operand => Broadcasting.Map(operand.Type.Shape, wiring.Node.Type.Shape)).ToList();

    public override void Evaluate()
    {
        for (var i = 0; i < Result.Length; i++)
        {
            var value = Wiring.Inputs[0].Values[_maps[0][i]];
            for (var k = 1; k < _maps.Count; k++)
            {
                value = Rounding.Round(function(value, Wiring.Inputs[k].Values[_maps[k][i]]));
            }

            Result[i] = value;
        }
    }
}

/// <summary>A function of each element and of a constant's, with broadcasting.</summary>
internal sealed class ConstantOperandEvaluator(NodeWiring wiring, string constant, Func<double, double, double> function) : NodeEvaluator(wiring)
{
    private readonly double[] _constant = wiring.Constants.Values(constant, wiring.Node.Type.Shape);
    private readonly int[] _map = Broadcasting.Map(wiring.Input.Type.Shape, wiring.Node.Type.Shape);

    public override void Evaluate()
    {
        for (var i = 0; i < Result.Length; i++)
        {
            Result[i] = Rounding.Round(function(Wiring.Input.Values[_map[i]], _constant[i]));
        }
    }
}

/// <summary>y[..., i, j] = sum_k a[..., i, k] * b[..., k, j].</summary>
internal sealed class MatMulEvaluator : NodeEvaluator
{
    private readonly int _rows;
    private readonly int _inner;
    private readonly int _columns;
    private readonly int[] _left;
    private readonly int[] _right;

    public MatMulEvaluator(NodeWiring wiring)
        : base(wiring)
    {
        var (a, b, y) = (wiring.Inputs[0].Type.Shape, wiring.Inputs[1].Type.Shape, wiring.Node.Type.Shape);
        (_rows, _inner, _columns) = (a[a.Rank - 2], a[a.Rank - 1], b[b.Rank - 1]);
        _left = Broadcasting.Map(Leading(a), Leading(y));
        _right = Broadcasting.Map(Leading(b), Leading(y));
    }

    public override void Evaluate()
    {
        Array.Clear(Result, 0, Result.Length);
        for (var matrix = 0; matrix < _left.Length; matrix++)
        {
            for (var i = 0; i < _rows; i++)
            {
                AddRow(matrix, i);
            }
        }
    }

    private static Shape Leading(Shape shape) => Shape.Of(shape.Take(shape.Rank - 2));

    private void AddRow(int matrix, int i)
    {
        for (var k = 0; k < _inner; k++)
        {
            var a = Wiring.Inputs[0].Values[(((_left[matrix] * _rows) + i) * _inner) + k];
            if (a != 0)
            {
                var from = ((_right[matrix] * _inner) + k) * _columns;
                Rounding.AddScaled(Result, ((matrix * _rows) + i) * _columns, Wiring.Inputs[1].Values, from, _columns, a);
            }
        }
    }
}

/// <summary>y[..., :] = table[x[...], :].</summary>
internal sealed class EmbeddingEvaluator(NodeWiring wiring, EmbeddingOp op) : NodeEvaluator(wiring)
{
    private readonly Shape _shape = wiring.Constants.Declaration(op.Table).Shape;
    private readonly double[] _table = wiring.Constants.Values(op.Table);

    public override void Evaluate()
    {
        var size = _shape[1];
        for (var i = 0; i < Wiring.Input.Size; i++)
        {
            var index = Wiring.Input.Values[i];
            if (!(index >= 0 && index < _shape[0]) || index != Math.Floor(index))
            {
                throw new RunException(
                    $"the embedding '{Node.Name}' has entries 0 to {_shape[0] - 1}, but element {i} of its input is {index:R}",
                    "give whole numbers in that range, or a larger table",
                    Node.Location);
            }

            Array.Copy(_table, (int)index * size, Result, i * size, size);
        }
    }
}

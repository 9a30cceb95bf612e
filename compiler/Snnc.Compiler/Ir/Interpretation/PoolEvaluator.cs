using System;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Pools [C, H, W] in windows.</summary>
internal sealed class PoolEvaluator(NodeWiring wiring, PoolOp op) : NodeEvaluator(wiring)
{
    private readonly int _height = wiring.Input.Type.Shape[1];
    private readonly int _width = wiring.Input.Type.Shape[2];

    public override void Evaluate()
    {
        var shape = Node.Type.Shape;
        for (var i = 0; i < Result.Length; i++)
        {
            var row = (i / shape[2] % shape[1] * op.Stride) - op.Padding;
            var column = (i % shape[2] * op.Stride) - op.Padding;
            var value = Window(i / shape[2] / shape[1] * _height * _width, row, column);
            Result[i] = op.Kind == PoolKind.Average ? Rounding.Round(value / (op.Kernel * op.Kernel)) : value;
        }
    }

    // The sum or maximum of the window whose first row and column these are; what lies outside the input does not take part.
    private double Window(int channel, int row, int column)
    {
        var value = op.Kind == PoolKind.Max ? double.NegativeInfinity : 0;
        for (var y = Math.Max(row, 0); y < Math.Min(row + op.Kernel, _height); y++)
        {
            for (var x = Math.Max(column, 0); x < Math.Min(column + op.Kernel, _width); x++)
            {
                var element = Wiring.Input.Values[channel + (y * _width) + x];
                value = op.Kind == PoolKind.Max ? Math.Max(value, element) : Rounding.Round(value + element);
            }
        }

        return value;
    }
}

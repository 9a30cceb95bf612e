using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>y[..., o] = bias[o] + sum_i weight[o, i] * x[..., i]: each input other than 0 adds its column of the weight.</summary>
internal sealed class DenseEvaluator : NodeEvaluator
{
    private readonly double[] _columns;
    private readonly double[]? _bias;
    private readonly int _inputs;
    private readonly int _outputs;

    public DenseEvaluator(NodeWiring wiring, DenseOp op)
        : base(wiring)
    {
        var shape = wiring.Constants.Declaration(op.Weight).Shape;
        (_outputs, _inputs) = (shape[0], shape[1]);
        var weight = wiring.Constants.Values(op.Weight);
        _columns = System.Array.ConvertAll(IndexMaps.Permute(shape, [1, 0]), i => weight[i]);
        _bias = op.Bias is { } name ? wiring.Constants.Values(name, [_outputs]) : null;
    }

    public override void Evaluate()
    {
        var x = Wiring.Input.Values;
        for (int at = 0, from = 0; at < Result.Length; at += _outputs, from += _inputs)
        {
            AddRow(x, from, at);
        }
    }

    private void AddRow(double[] x, int from, int at)
    {
        for (var o = 0; o < _outputs; o++)
        {
            Result[at + o] = _bias is null ? 0 : _bias[o];
        }

        for (var i = 0; i < _inputs; i++)
        {
            if (x[from + i] != 0)
            {
                Rounding.AddScaled(Result, at, _columns, i * _outputs, _outputs, x[from + i]);
            }
        }
    }
}

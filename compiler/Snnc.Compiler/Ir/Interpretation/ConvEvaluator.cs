using System;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>
/// Cross-correlation: each input other than 0 adds to the outputs that it reaches. Sums are kept with the output channel innermost, so that one
/// input and one kernel entry add a run of weights; the result is then turned to channels first.
/// </summary>
internal sealed class ConvEvaluator : NodeEvaluator
{
    private readonly ConvGeometry _geometry;
    private readonly double[] _weights;
    private readonly double[] _start;
    private readonly double[] _sums;

    public ConvEvaluator(NodeWiring wiring, ConvOp op)
        : base(wiring)
    {
        var g = _geometry = new ConvGeometry(op, wiring.Input.Type.Shape, wiring.Node.Type.Shape);
        _weights = OutputInnermost(wiring.Constants.Values(op.Weight), g);
        _sums = new double[Result.Length];
        var bias = op.Bias is { } name ? wiring.Constants.Values(name, [g.Outputs]) : new double[g.Outputs];
        _start = new double[Result.Length];
        for (var i = 0; i < _start.Length; i++)
        {
            _start[i] = bias[i % g.Outputs];
        }
    }

    public override void Evaluate()
    {
        _start.CopyTo(_sums, 0);
        var (x, i) = (Wiring.Input.Values, 0);
        for (var channel = 0; channel < _geometry.Channels; channel++)
        {
            for (var row = 0; row < _geometry.Height; row++)
            {
                for (var column = 0; column < _geometry.Width; column++, i++)
                {
                    if (x[i] != 0)
                    {
                        Add(x[i], channel, row, column);
                    }
                }
            }
        }

        for (var r = 0; r < Result.Length; r++)
        {
            Result[r] = _sums[(r % _geometry.Positions * _geometry.Outputs) + (r / _geometry.Positions)];
        }
    }

    // weight[o, c, ky, kx] as [group, c, ky, kx, o], o and c counted within the group.
    internal static double[] OutputInnermost(double[] weight, ConvGeometry g)
    {
        var result = new double[weight.Length];
        var perOutput = g.ChannelsPerGroup * g.KernelSize;
        for (var i = 0; i < weight.Length; i++)
        {
            var (o, entry) = (i / perOutput, i % perOutput);
            var group = o / g.OutputsPerGroup;
            result[(((group * perOutput) + entry) * g.OutputsPerGroup) + (o % g.OutputsPerGroup)] = weight[i];
        }

        return result;
    }

    private void Add(double x, int channel, int row, int column)
    {
        var g = _geometry;
        var firstOutput = channel / g.ChannelsPerGroup * g.OutputsPerGroup;
        for (var ky = 0; ky < g.KernelHeight; ky++)
        {
            var outRow = g.OutRow(row, ky);
            for (var kx = 0; kx < g.KernelWidth && outRow >= 0; kx++)
            {
                var outColumn = g.OutColumn(column, kx);
                if (outColumn >= 0)
                {
                    var at = (((outRow * g.OutWidth) + outColumn) * g.Outputs) + firstOutput;
                    var entry = (((channel * g.KernelHeight) + ky) * g.KernelWidth) + kx;
                    Rounding.AddScaled(_sums, at, _weights, entry * g.OutputsPerGroup, g.OutputsPerGroup, x);
                }
            }
        }
    }
}

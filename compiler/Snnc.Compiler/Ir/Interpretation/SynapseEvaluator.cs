using System;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>A connection as a list of synapses: sparse ones, and all that have a delay per synapse. Bias is added in every step, undelayed.</summary>
internal sealed class SynapseEvaluator : NodeEvaluator
{
    private readonly int[] _firstOfSource;
    private readonly int[] _targets;
    private readonly double[] _weights;
    private readonly int[]? _delays;
    private readonly double[] _bias;
    private readonly History? _history;

    public SynapseEvaluator(NodeWiring wiring, ConnectionOp op)
        : base(wiring)
    {
        var constants = wiring.Constants;
        var synapses = Synapses.Of(op, wiring.Input.Type.Shape, wiring.Node.Type.Shape, constants).OrderBy(s => s.From).ToArray();
        _targets = Array.ConvertAll(synapses, s => s.To);
        _firstOfSource = FirstOfSource(synapses, wiring.Input.Size);
        var weights = constants.Values(op.Weight);
        CheckCount(op.Weight, weights.Length, op, synapses);
        _weights = Array.ConvertAll(synapses, s => weights[weights.Length == 1 ? 0 : s.Weight]);
        _bias = Bias(op);
        if (op.Delays is { } d)
        {
            var delays = constants.Integers(d.Constant, d.LeastSteps, d.GreatestSteps);
            CheckCount(d.Constant, delays.Length, op, synapses);
            _delays = Array.ConvertAll(synapses, s => delays[delays.Length == 1 ? 0 : s.Weight]);
            _history = DelayEvaluator.HistoryOf(wiring, _delays);
        }
    }

    public override void Evaluate()
    {
        _bias.CopyTo(Result, 0);
        for (var from = 0; from < Wiring.Input.Size; from++)
        {
            if (_delays is not null || Wiring.Input.Values[from] != 0)
            {
                Add(from);
            }
        }
    }

    public override void EndStep() => _history?.Push();

    public override void Reset() => _history?.Clear();

    private void Add(int from)
    {
        for (var k = _firstOfSource[from]; k < _firstOfSource[from + 1]; k++)
        {
            var x = _delays is null ? Wiring.Input.Values[from] : _history!.At(from, _delays[k]);
            if (x != 0)
            {
                var to = _targets[k];
                Result[to] = Rounding.Round(Result[to] + Rounding.Round(_weights[k] * x));
            }
        }
    }

    private double[] Bias(ConnectionOp op)
    {
        if (op.Bias is null)
        {
            return new double[Result.Length];
        }

        // Of a convolution one per channel; else broadcast, or (sparse) one per element of the flattened population.
        var (values, shape, to) = (Wiring.Constants.Values(op.Bias), Wiring.Constants.Declaration(op.Bias).Shape, Node.Type.Shape);
        shape = op is ConvOp ? Shape.Of(to.Select((extent, axis) => axis == 0 ? extent : 1)) : shape;
        return Shape.Broadcast(shape, to) == to ? Broadcasting.Expand(values, shape, to) : values;
    }

    private void CheckCount(string constant, int count, ConnectionOp op, Synapse[] synapses)
    {
        if (op is SparseOp { Pattern: not NonZeroPattern } && count != 1 && count != synapses.Length)
        {
            throw Wiring.Constants.Error(constant, $"'{constant}' has {count} numbers for the {synapses.Length} synapses of '{Node.Name}'");
        }
    }

    private static int[] FirstOfSource(Synapse[] synapses, int sources)
    {
        var first = new int[sources + 1];
        foreach (var synapse in synapses)
        {
            first[synapse.From + 1]++;
        }

        for (var i = 0; i < sources; i++)
        {
            first[i + 1] += first[i];
        }

        return first;
    }
}

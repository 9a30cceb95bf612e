using System;
using Snnc.Numerics;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Bernoulli spikes from the counter-based hash.</summary>
internal sealed class EncodeRateEvaluator(NodeWiring wiring, EncodeRateOp op) : NodeEvaluator(wiring)
{
    public override void Evaluate()
    {
        var first = Wiring.Clock.FirstCounter(Result.Length);
        for (var i = 0; i < Result.Length; i++)
        {
            var isSpike = CounterHash.Hash(op.Seed, unchecked(first + i)) * op.Max < Wiring.Input.Values[i] * CounterHash.Range;
            Result[i] = isSpike ? 1 : 0;
        }
    }
}

/// <summary>One spike, the sooner the larger the value.</summary>
internal sealed class EncodeLatencyEvaluator(NodeWiring wiring, EncodeLatencyOp op) : NodeEvaluator(wiring)
{
    public override void Evaluate()
    {
        for (var i = 0; i < Result.Length; i++)
        {
            var x = Wiring.Input.Values[i];
            Result[i] = x > 0 && Math.Floor(op.Tau * (1 - (x / op.Max))) == Wiring.Clock.Step ? 1 : 0;
        }
    }
}

/// <summary>An axis becomes time.</summary>
internal sealed class EncodeRowsEvaluator(NodeWiring wiring, EncodeRowsOp op) : NodeEvaluator(wiring)
{
    private readonly (int Outer, int Extent, int Inner) _around = IndexMaps.Around(wiring.Input.Type.Shape, op.Axis);

    public override void Evaluate()
    {
        for (var i = 0; i < Result.Length; i++)
        {
            var row = (i / _around.Inner * _around.Extent) + Wiring.Clock.Step;
            Result[i] = Wiring.Input.Values[(row * _around.Inner) + (i % _around.Inner)];
        }
    }
}

/// <summary>Spikes where a signal has moved by a threshold from a reference that follows it.</summary>
internal sealed class EncodeDeltaEvaluator(NodeWiring wiring, EncodeDeltaOp op) : NodeEvaluator(wiring)
{
    private readonly double[] _reference = new double[wiring.Input.Size];
    private readonly double _threshold = wiring.Rounding.Round(op.Threshold);
    private bool _isFirst = true;

    public override void Evaluate()
    {
        var input = Wiring.Input.Values;
        if (_isFirst)
        {
            input.CopyTo(_reference, 0);
            _isFirst = false;
        }

        for (var i = 0; i < input.Length; i++)
        {
            var isOn = Rounding.Round(input[i] - _reference[i]) >= _threshold;
            var isOff = !isOn && Rounding.Round(_reference[i] - input[i]) >= _threshold;
            _reference[i] = Rounding.Round(_reference[i] + (isOn ? _threshold : isOff ? -_threshold : 0));
            Result[i] = isOn ? 1 : 0;
            Result[input.Length + i] = isOff ? 1 : 0;
        }
    }

    public override void Reset() => _isFirst = true;
}

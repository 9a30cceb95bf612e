using System;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>
/// A frame from the steps of an inference or of a window. <see cref="Accumulate"/> is called at the end of every step of the loop that it listens
/// to; the result stands when <see cref="IsComplete"/>, after the last step of the window.
/// </summary>
internal sealed class DecodeEvaluator(NodeWiring wiring, DecodeOp op) : NodeEvaluator(wiring)
{
    private readonly int _window = op.Every ?? wiring.Clock.Steps;
    private readonly double[] _sofar = new double[wiring.Result.Length];
    private int _steps;

    /// <summary>Gets a value indicating whether the step just accumulated was the last of a window.</summary>
    public bool IsComplete => _steps == _window;

    /// <summary>Takes a step in.</summary>
    public void Accumulate()
    {
        if (IsComplete)
        {
            _steps = 0;
        }

        var input = Wiring.Input.Values;
        for (var i = 0; i < input.Length; i++)
        {
            _sofar[i] = Next(_steps == 0 ? Start : _sofar[i], input[i]);
        }

        _steps++;
    }

    public override void Evaluate()
    {
        for (var i = 0; i < Result.Length; i++)
        {
            Result[i] = op.Kind == DecodeKind.Mean ? Rounding.Round(_sofar[i] / _window) : _sofar[i];
        }
    }

    public override void Reset() => _steps = 0;

    private double Start => op.Kind switch
    {
        DecodeKind.Max => double.NegativeInfinity,
        DecodeKind.FirstSpike => _window,
        _ => 0,
    };

    private double Next(double sofar, double x) => op.Kind switch
    {
        DecodeKind.Sum or DecodeKind.Mean => Rounding.Round(sofar + x),
        DecodeKind.Last => x,
        DecodeKind.Max => x > sofar ? x : sofar,
        DecodeKind.FirstSpike => x != 0 && sofar == _window ? _steps : sofar,
        _ => throw new ArgumentOutOfRangeException(nameof(x), op.Kind, "There is no such decoder."),
    };
}

using System.Linq;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>y(t) = x(t - delay), with one delay or one per element.</summary>
internal sealed class DelayEvaluator : NodeEvaluator
{
    private readonly int[] _delays;
    private readonly History _history;

    public DelayEvaluator(NodeWiring wiring, DelayOp op)
        : base(wiring)
    {
        _delays = op.Delays is { } name ? PerElement(name, op) : Enumerable.Repeat(op.Steps ?? 0, Result.Length).ToArray();
        _history = HistoryOf(wiring, _delays);
    }

    /// <summary>A history of the node's input, as deep as the delays ask for within an inference.</summary>
    public static History HistoryOf(NodeWiring wiring, int[] delays)
    {
        var depth = delays.DefaultIfEmpty(0).Max();
        if (wiring.Clock.Steps > 0 && depth > wiring.Clock.Steps)
        {
            depth = wiring.Clock.Steps;
        }

        return (long)depth * wiring.Input.Size <= 1L << 28
            ? new History(wiring.Input.Values, depth)
            : throw new RunException($"the delays of '{wiring.Node.Name}', up to {depth} steps, need too much memory", null, wiring.Node.Location);
    }

    public override void Evaluate()
    {
        for (var i = 0; i < Result.Length; i++)
        {
            Result[i] = _history.At(i, _delays[i]);
        }
    }

    public override void EndStep() => _history.Push();

    public override void Reset() => _history.Clear();

    private int[] PerElement(string name, DelayOp op)
    {
        var delays = Wiring.Constants.Integers(name, op.LeastSteps, op.GreatestSteps);
        return Broadcasting.Map(Wiring.Constants.Declaration(name).Shape, Node.Type.Shape).Select(i => delays[i]).ToArray();
    }
}

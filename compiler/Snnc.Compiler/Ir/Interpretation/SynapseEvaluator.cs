using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>A connection as a list of synapses: sparse ones, and all that have a delay per synapse. Bias is added in every step, undelayed.</summary>
internal sealed class SynapseEvaluator : NodeEvaluator
{
    private readonly SynapseTable _table;
    private readonly History? _history;

    public SynapseEvaluator(NodeWiring wiring, ConnectionOp op)
        : base(wiring)
    {
        _table = SynapseTable.Create(op, wiring.Node, wiring.Input.Type.Shape, wiring.Constants);
        _history = _table.Delays is { } delays ? DelayEvaluator.HistoryOf(wiring, delays) : null;
    }

    public override void Evaluate()
    {
        _table.Bias.CopyTo(Result, 0);
        for (var from = 0; from < Wiring.Input.Size; from++)
        {
            if (_table.Delays is not null || Wiring.Input.Values[from] != 0)
            {
                Add(from);
            }
        }
    }

    public override void EndStep() => _history?.Push();

    public override void Reset() => _history?.Clear();

    private void Add(int from)
    {
        for (var k = _table.FirstOfSource[from]; k < _table.FirstOfSource[from + 1]; k++)
        {
            var x = _table.Delays is null ? Wiring.Input.Values[from] : _history!.At(from, _table.Delays[k]);
            if (x != 0)
            {
                var to = _table.Targets[k];
                Result[to] = Rounding.Round(Result[to] + Rounding.Round(_table.Weights[k] * x));
            }
        }
    }
}

using System;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;

namespace Snnc.Llvm.Emission;

/// <summary>The synapses of the sources on a list, in one step: what they add is summed, or goes straight into a state.</summary>
internal sealed class ListedSynapses
{
    private readonly NodeScope _scope;
    private readonly Code _code;
    private readonly StepLists _lists;
    private readonly (LLVMValueRef From, LLVMValueRef To) _entries;
    private readonly SynapseTable _table;
    private readonly Func<LLVMValueRef, LLVMValueRef> _first;
    private readonly Func<LLVMValueRef, LLVMValueRef> _targets;
    private readonly Values? _weights;
    private readonly Values _sums;

    public ListedSynapses(NodeScope scope, StepLists lists, (LLVMValueRef From, LLVMValueRef To) entries, SparseOp op)
    {
        (_scope, _code, _lists, _entries, _sums) = (scope, scope.Code, lists, entries, scope.Output);
        var table = _table = SynapseTable.Create(op, scope.Node, scope.TypeOf(0).Shape, scope.Constants);
        _first = scope.Indices("first", () => table.FirstOfSource);
        _targets = scope.Indices("targets", () => table.Targets);
        var isSame = table.Weights.Length > 0 && table.Weights.All(weight => weight == table.Weights[0]);
        _weights = isSame ? null : scope.Table(scope.Node.Name, "weights", false, () => table.Weights);
    }

    /// <summary>Writes the sums of the step.</summary>
    public void Emit()
    {
        if (_scope.Layout.PlanOf(_scope.Node.Name).Into is { } into)
        {
            AddInto(_scope.Place(into));
            return;
        }

        Start();
        Each(_entries.From, _entries.To, Add);
    }

    // Sums are made before they are added, as they would be elsewhere, and are 0 again after. The first source finds none, and the last one completes
    // them, where no source has two synapses to one target.
    private void AddInto(Values state)
    {
        void Move(LLVMValueRef sum, LLVMValueRef to) => state.Store(_code.RealAdd(state.Load(to), sum), to);
        void Take(LLVMValueRef to, LLVMValueRef sum)
        {
            Move(sum, to);
            _sums.Store(_code.Real(0), to);
        }

        var (from, end) = _entries;
        if (HasTwins())
        {
            Each(from, end, Add);
            Each(from, end, (_, _, to) => Take(to, _sums.Load(to)));
            return;
        }

        var (second, last) = (_code.Add(from, _code.Whole(1)), _code.Subtract(end, _code.Whole(1)));
        _code.If(_code.Equals(from, last), () => Each(from, end, (entry, k, to) => Move(Weight(entry, k), to)));
        _code.If(_code.IsLess(from, last), () =>
        {
            Each(from, second, (entry, k, to) => _sums.Store(Weight(entry, k), to));
            Each(second, last, Add);
            Each(last, end, (entry, k, to) => Take(to, Sum(entry, k, to)));
            Each(from, last, (_, _, to) => Take(to, _sums.Load(to)));
        });
    }

    private void Add(LLVMValueRef entry, LLVMValueRef k, LLVMValueRef to) => _sums.Store(Sum(entry, k, to), to);

    private LLVMValueRef Sum(LLVMValueRef entry, LLVMValueRef k, LLVMValueRef to) => _code.RealAdd(_sums.Load(to), Weight(entry, k));

    private LLVMValueRef Weight(LLVMValueRef entry, LLVMValueRef k)
    {
        var weight = _weights?.Load(k) ?? _code.Real((float)_table.Weights[0]);
        return _lists.Value(entry) is { } x ? _code.RealMultiply(weight, x) : weight;
    }

    private bool HasTwins()
    {
        var last = new int[_table.Bias.Length];
        for (var source = 1; source < _table.FirstOfSource.Length; source++)
        {
            for (var k = _table.FirstOfSource[source - 1]; k < _table.FirstOfSource[source]; k++)
            {
                if (last[_table.Targets[k]] == source)
                {
                    return true;
                }

                last[_table.Targets[k]] = source;
            }
        }

        return false;
    }

    private void Start()
    {
        if (_table.Bias.All(bias => bias == 0))
        {
            _code.Clear(_scope.Result, _scope.Size * sizeof(float));
            return;
        }

        var values = _scope.Table(_scope.Node.Name, "bias", false, () => _table.Bias);
        _scope.Each(i => values.Load(i));
    }

    private void Each(LLVMValueRef from, LLVMValueRef to, Action<LLVMValueRef, LLVMValueRef, LLVMValueRef> body) => _code.For(from, to, entry =>
    {
        var source = _lists.Index(entry);
        _code.For(_first(source), _first(_code.Add(source, _code.Whole(1))), k => body(entry, k, _targets(k)));
    });
}

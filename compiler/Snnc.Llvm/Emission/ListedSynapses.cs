using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The synapses of the sources on a list, in one step: what they add is summed, or goes straight into a state. Each source has a row of targets that ends with
/// a mark, which is a single branch to be foretold for each row; targets are 16 bits where those hold them.
/// </summary>
internal sealed class ListedSynapses
{
    // Ends a row: no target.
    private const int Mark = -1;

    private readonly NodeScope _scope;
    private readonly Code _code;
    private readonly StepLists _lists;
    private readonly (LLVMValueRef From, LLVMValueRef To) _entries;
    private readonly SynapseTable _table;
    private readonly Func<LLVMValueRef, LLVMValueRef> _first;
    private readonly LLVMValueRef _targets;
    private readonly bool _isShort;
    private readonly Values? _weights;
    private readonly Values _sums;
    private readonly CountedSynapses? _counted;
    private readonly bool _hasTwins;

    public ListedSynapses(NodeScope scope, StepLists lists, (LLVMValueRef From, LLVMValueRef To) entries)
    {
        (_scope, _code, _lists, _entries, _sums) = (scope, scope.Code, lists, entries, scope.Output);
        var table = _table = TableOf(scope);
        _first = scope.Indices("rows", () => Rows(table));
        _isShort = table.Bias.Length <= ushort.MaxValue;
        var isSame = table.Weights.Length > 0 && table.Weights.All(weight => weight == table.Weights[0]);
        _weights = isSame ? null : scope.Table(scope.Node.Name, "weights", false, () => table.Weights);
        var bytes = _isShort ? sizeof(ushort) : sizeof(int);
        _hasTwins = IsIntoState && HasTwins(table);
        var isCounted = isSame && IsIntoState && _code.Given is null && !lists.MayHaveOthers && !_hasTwins && CountedSynapses.MostOf(table, bytes) > 1;
        var beyond = isCounted ? CountedSynapses.Beyond(table, bytes) : 0;
        _targets = _isShort ? scope.Table(scope.Node.Name, "row targets", () => Array.ConvertAll(Marked(table, beyond), target => (ushort)target))
            : scope.Table(scope.Node.Name, "row targets", () => Marked(table, beyond));
        if (isCounted)
        {
            _counted = new CountedSynapses(scope, table, _code.Offset(scope.Instance, scope.Layout.Targets!.Value), scope.Result, bytes);
        }
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

    // Of the node and those that are joined to it.
    private static SynapseTable TableOf(NodeScope scope)
    {
        SynapseTable Own(Node node) => SynapseTable.Create((SparseOp)node.Op, node, scope.TypeOf(0).Shape, scope.Constants);
        var joined = scope.Layout.Joined.Of(scope.Node.Name);
        return joined.Count < 2 ? Own(scope.Node) : SynapseTable.Join([.. joined.Select(part => (Own(part.Plan.Node), part.FirstTarget))]);
    }

    private bool IsIntoState => _scope.Layout.PlanOf(_scope.Node.Name).Into is not null;

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
        if (_hasTwins)
        {
            Each(from, end, Add);
            Each(from, end, (_, _, to) => Take(to, _sums.Load(to)));
            return;
        }

        var last = _code.Subtract(end, _code.Whole(1));
        _code.If(_code.Equals(from, last), () => Each(from, end, (entry, k, to) => Move(Weight(entry, k), to)));
        _code.If(_code.IsLess(from, last), () =>
        {
            if (_counted is { } counted)
            {
                var isFew = _code.IsLess(_code.Subtract(last, from), _code.Whole(counted.Most));
                _code.If(isFew, () => counted.Emit(from, end, Row, state), () => AddSums(from, end, last, Take));
                return;
            }

            AddSums(from, end, last, Take);
        });
    }

    private void AddSums(LLVMValueRef from, LLVMValueRef end, LLVMValueRef last, Action<LLVMValueRef, LLVMValueRef> take)
    {
        var second = _code.Add(from, _code.Whole(1));
        Each(from, second, (entry, k, to) => _sums.Store(Weight(entry, k), to));
        Each(second, last, Add);
        Each(last, end, (entry, k, to) => take(to, Sum(entry, k, to)));
        Each(from, last, (_, _, to) => take(to, _sums.Load(to)));
    }

    // Without the mark at its end.
    private (LLVMValueRef Targets, LLVMValueRef Count) Row(LLVMValueRef entry)
    {
        var source = _lists.Index(entry);
        var (first, next) = (_first(source), _first(_code.Add(source, _code.Whole(1))));
        return (_code.At(Element, _targets, first), _code.Subtract(_code.Subtract(next, first), _code.Whole(1)));
    }

    private void Add(LLVMValueRef entry, LLVMValueRef k, LLVMValueRef to) => _sums.Store(Sum(entry, k, to), to);

    private LLVMValueRef Sum(LLVMValueRef entry, LLVMValueRef k, LLVMValueRef to) => _code.RealAdd(_sums.Load(to), Weight(entry, k));

    private LLVMValueRef Weight(LLVMValueRef entry, LLVMValueRef k)
    {
        var weight = _weights?.Load(k) ?? _code.Real((float)_table.Weights[0]);
        return _lists.Value(entry) is { } x ? _code.RealMultiply(weight, x) : weight;
    }

    private static bool HasTwins(SynapseTable table)
    {
        var last = new int[table.Bias.Length];
        for (var source = 1; source < table.FirstOfSource.Length; source++)
        {
            for (var k = table.FirstOfSource[source - 1]; k < table.FirstOfSource[source]; k++)
            {
                if (last[table.Targets[k]] == source)
                {
                    return true;
                }

                last[table.Targets[k]] = source;
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

    // Where rows begin, with the marks of those before.
    private static int[] Rows(SynapseTable table) => [.. table.FirstOfSource.Select((first, source) => first + source)];

    private static int[] Marked(SynapseTable table, int beyond)
    {
        var rows = new List<int>(table.Targets.Length + table.FirstOfSource.Length + beyond);
        for (var source = 1; source < table.FirstOfSource.Length; source++)
        {
            rows.AddRange(table.Targets.AsSpan(table.FirstOfSource[source - 1]..table.FirstOfSource[source]));
            rows.Add(Mark);
        }

        rows.AddRange(Enumerable.Repeat(Mark, beyond));
        return [.. rows];
    }

    private void Each(LLVMValueRef from, LLVMValueRef to, Action<LLVMValueRef, LLVMValueRef, LLVMValueRef> body) => _code.For(from, to, entry =>
    {
        var source = _lists.Index(entry);
        var first = _first(source);
        _code.While([first, Target(first)], row => _code.Compare(LLVMIntPredicate.LLVMIntNE, row[1], End), row =>
        {
            body(entry, _code.Subtract(row[0], source), _code.Extend(row[1], _code.Module.I64));
            var next = _code.Add(row[0], _code.Whole(1));
            return [next, Target(next)];
        });
    });

    private LLVMValueRef Target(LLVMValueRef place) => _code.Load(Element, _targets, place);

    private LLVMTypeRef Element => _isShort ? _code.Module.I16 : _code.Module.I32;

    private LLVMValueRef End => LLVMValueRef.CreateConstInt(Element, _isShort ? ushort.MaxValue : uint.MaxValue);
}

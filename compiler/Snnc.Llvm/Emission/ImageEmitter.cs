using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// A tiled region of convolutions: for each row of output pixels all steps, so that the states of a row stay in the first-level cache.
/// </summary>
/// <param name="nodes">The convolutions, and last the population if there is one.</param>
/// <param name="scope">What the last node sees.</param>
/// <param name="steps">The number of steps.</param>
internal sealed class ImageEmitter(IReadOnlyList<NodePlan> nodes, NodeScope scope, Func<Node, NodeScope> scopeOf, LLVMValueRef steps)
{
    private readonly Code _code = scope.Code;
    private readonly Node _last = nodes[nodes.Count - 1].Node;

    private InstanceLayout Layout => scope.Layout;

    // Rows as the population leaves them, those in natural order, and which of its states they are of.
    private IEnumerable<(RowPlace ChannelsLast, RowPlace Natural, int State)> KeptStates =>
        (_last.Op is NeuronOp neuron ? neuron.States : []).Select((state, index) => (Value: new ValueRef(_last.Name, state.Name), index))
        .Where(state => Layout.ChannelsLastRowsOf(state.Value) is not null)
        .Select(state => (Layout.ChannelsLastRowsOf(state.Value)!.Value, Layout.RowsOf(state.Value), state.index));

    private int RowLength => scope.Shape[0] * scope.Shape[2];

    /// <summary>Writes all rows, then what is kept of them in other forms.</summary>
    public void Emit()
    {
        EmitRows(_code.Whole(0), _code.Whole(scope.Shape[1]));
        EmitForms();
    }

    /// <summary>Writes some of the rows.</summary>
    public void EmitRows(LLVMValueRef first, LLVMValueRef end) => EmitRows(first, end, []);

    // Which of two kernels runs is asked once, and not in each row: the loops over pixels stay as they are with one.
    private void EmitRows(LLVMValueRef first, LLVMValueRef end, Dictionary<string, ConvTile> convolutions)
    {
        if (nodes.FirstOrDefault(plan => plan.Node.Op is ConvOp && !convolutions.ContainsKey(plan.Node.Name)) is { } next)
        {
            var seen = scopeOf(next.Node);
            new SwitchedKernel(seen).Either(steps, kernel =>
                EmitRows(first, end, new Dictionary<string, ConvTile>(convolutions) { [next.Node.Name] = ConvTile.Of(seen, kernel) }));
            return;
        }

        foreach (var convolution in convolutions.Values)
        {
            convolution.Begin();
        }

        _code.For(first, end, row => _code.For(_code.Whole(0), steps, step =>
        {
            foreach (var convolution in convolutions.Values)
            {
                convolution.Emit(row, step);
            }

            _code.Fold(_code.Whole(0), _code.Whole(RowLength), _code.Whole(_code.Lanes), [], (place, none) =>
            {
                EmitVector(convolutions, step, _code.Add(_code.Multiply(row, RowLength), place), place);
                return none;
            });
        }));
    }

    /// <summary>Writes what is kept of all rows in other forms.</summary>
    public void EmitForms() => _code.For(_code.Whole(0), steps, Convert);

    private void EmitVector(Dictionary<string, ConvTile> convolutions, LLVMValueRef step, LLVMValueRef first, LLVMValueRef place)
    {
        if (_last.Op is not NeuronOp)
        {
            Keep(_code.LoadLanes(convolutions[_last.Name].Sums, place), step, first);
            return;
        }

        var population = new LanePopulation(scope);
        var (result, states) = population.Step(first, population.LoadStates(first), k => Edge(convolutions, _last.Inputs[k], step, first, place));
        population.StoreStates(states, first);
        foreach (var (rows, _, state) in KeptStates)
        {
            _code.StoreLanes(states[state], scope.RowAt(rows, step), first);
        }

        Keep(result, step, first);
    }

    private LLVMValueRef Edge(Dictionary<string, ConvTile> convolutions, ValueRef input, LLVMValueRef step, LLVMValueRef first, LLVMValueRef place) =>
        convolutions.TryGetValue(input.Node, out var convolution)
            ? _code.LoadLanes(convolution.Sums, place)
            : _code.LoadLanes(scope.RowAt(Layout.RowsOf(input), step), first);

    private void Keep(LLVMValueRef result, LLVMValueRef step, LLVMValueRef first)
    {
        if (Layout.HasRows(new ValueRef(_last.Name)))
        {
            _code.StoreLanes(result, scope.RowAt(Layout.RowsOf(new ValueRef(_last.Name)), step), first);
        }

        if (Layout.ListsOf(_last.Name) is { Values: null } || Layout.PlanOf(_last.Name).Kept.HasFlag(Kept.Bits))
        {
            var bits = _code.Bits(_code.Compare(LLVMRealPredicate.LLVMRealUNE, result, _code.LanesOf(0)));
            _code.Store(bits, _code.At(_code.LaneBits, BitsAt(step), _code.Quotient(first, _code.Lanes)));
        }
    }

    private LLVMValueRef BitsAt(LLVMValueRef step) =>
        _code.At(_code.Module.I8, scope.Part("bits").Pointer, _code.Multiply(step, Layout.BitBytesOf(_last.Name)));

    private void Convert(LLVMValueRef step)
    {
        var value = new ValueRef(_last.Name);
        if (Layout.ListsOf(_last.Name) is { } place)
        {
            var lists = new StepLists(_code, scope.Instance, place);
            var row = _code.Add(step, _code.Whole(1));
            if (place.Values is null)
            {
                lists.WriteImageBits(row, BitsAt(step));
            }
            else
            {
                lists.WriteImage(row, scope.RowAt(Layout.RowsOf(value), step));
            }
        }

        if (Layout.PlanOf(_last.Name).Kept.HasFlag(Kept.NaturalRows))
        {
            scope.Permute(scope.RowAt(Layout.RowsOf(value), step), scope.RowAt(Layout.NaturalRowsOf(value), step), scope.Shape, toNatural: true);
        }

        foreach (var (rows, natural, _) in KeptStates)
        {
            scope.Permute(scope.RowAt(rows, step), scope.RowAt(natural, step), scope.Shape, toNatural: true);
        }
    }
}

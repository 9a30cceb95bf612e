using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// One step of a whole population, from memory to memory. States that the first-level cache cannot hold are gone through forwards and backwards in turn:
/// a step begins with what the one before has left there.
/// </summary>
/// <param name="lists">Takes those that fire, or null.</param>
/// <param name="row">Of the lists.</param>
internal sealed class PopulationSweep(NodeScope scope, StepLists? lists, LLVMValueRef row)
{
    private readonly Code _code = scope.Code;
    private readonly LanePopulation _population = new(scope);
    private readonly RestingNeurons? _resting =
        scope.Layout.RestOf(scope.Node.Name) is { } rest ? new(scope.Code, scope.Instance, scope.Layout, scope.Node, rest) : null;

    private readonly List<LLVMValueRef> _inputs = [.. Enumerable.Range(0, scope.Node.Inputs.Count).Select(k => scope.Input(k).Pointer)];

    private long Words => scope.Size / StepLists.WordBits;

    private int Last => (int)(scope.Size % StepLists.WordBits);

    /// <summary>Whether every other step begins with the last neurons.</summary>
    private bool TurnsBack => StateMemory.ExceedFirstLevel(scope.Node);

    private bool ResetsApart => lists is not null && scope.Layout.PlanOf(scope.Node.Name).ResetsApart;

    /// <summary>Writes the step.</summary>
    public void Emit()
    {
        lists?.Begin(row);
        _resting?.Wake(scope.Step);
        if (TurnsBack)
        {
            EmitTurn();
        }
        else
        {
            _code.For(Words, word => EmitWord(_code.Multiply(word, StepLists.WordBits), StepLists.WordBits, List));
            EmitLast(_code.Truth(true), List);
        }
    }

    private void List(LLVMValueRef word, LLVMValueRef first) => lists!.Add(row, word, first, neuron => _resting?.Rest(neuron, scope.Step));

    private void EmitLast(LLVMValueRef condition, Action<LLVMValueRef, LLVMValueRef> add)
    {
        if (Last > 0)
        {
            _code.If(condition, () => EmitWord(_code.Whole(Words * StepLists.WordBits), Last, add));
        }
    }

    // Words with spikes are put down as they come, and listed from the first to the last.
    private void EmitTurn()
    {
        var (fired, count) = (scope.Part("fired").Pointer, _code.Slot(_code.Module.I64));
        _code.Store(_code.Whole(0), count);
        LLVMValueRef At(LLVMValueRef k, int part) => _code.At(_code.Module.I64, fired, _code.Add(_code.Multiply(k, 2), _code.Whole(part)));
        void PutDown(LLVMValueRef word, LLVMValueRef first)
        {
            var k = _code.Load(_code.Module.I64, count);
            _code.Store(word, At(k, 0));
            _code.Store(first, At(k, 1));
            _code.Store(_code.Add(k, _code.Whole(1)), count);
        }

        var isBack = _code.Equals(_code.And(scope.Step, _code.Whole(1)), _code.Whole(1));
        LLVMValueRef Turned(LLVMValueRef k, LLVMValueRef end) => _code.Select(isBack, _code.Subtract(_code.Subtract(end, _code.Whole(1)), k), k);
        EmitLast(isBack, PutDown);
        _code.For(Words, k => EmitWord(_code.Multiply(Turned(k, _code.Whole(Words)), StepLists.WordBits), StepLists.WordBits, PutDown));
        EmitLast(_code.ExclusiveOr(isBack, _code.Truth(true)), PutDown);
        if (lists is not null)
        {
            var end = _code.Load(_code.Module.I64, count);
            _code.For(_code.Whole(0), end, k =>
            {
                var from = Turned(k, end);
                List(_code.Load(_code.Module.I64, At(from, 0)), _code.Load(_code.Module.I64, At(from, 1)));
            });
        }
    }

    // As many neurons as a word has bits. Mostly none of them fires.
    private void EmitWord(LLVMValueRef first, int count, Action<LLVMValueRef, LLVMValueRef> add)
    {
        var isStored = scope.Layout.IsReadWhereMade(new ValueRef(scope.Node.Name));
        var fired = new List<LLVMValueRef>();
        for (var k = 0; k < count; k += _code.Lanes)
        {
            var at = _code.Add(first, _code.Whole(k));
            var (result, states) = _population.Step(at, _population.LoadStates(at), edge => _code.LoadLanes(_inputs[edge], at), !ResetsApart);
            _population.StoreStates(states, at);
            if (isStored)
            {
                _code.StoreLanes(result, scope.Result, at);
            }

            var fires = _code.Compare(LLVMRealPredicate.LLVMRealUNE, result, _code.LanesOf(0));
            fired.Add(count - k < _code.Lanes ? _code.And(fires, _code.LaneTruths(count - k)) : fires);
        }

        if (lists is not null)
        {
            var any = _code.Compare(LLVMIntPredicate.LLVMIntNE, _code.Bits(fired.Aggregate(_code.Or)), LLVMValueRef.CreateConstInt(_code.LaneBits, 0));
            _code.If(any, () =>
            {
                add(lists.WordOf(fired), first);
                Reset(first, fired);
            });
        }
    }

    private void Reset(LLVMValueRef first, IReadOnlyList<LLVMValueRef> fired)
    {
        for (var v = 0; ResetsApart && v < fired.Count; v++)
        {
            _population.Reset(_code.Add(first, _code.Whole(v * _code.Lanes)), fired[v]);
        }
    }
}

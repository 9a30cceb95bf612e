using System;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The neurons of a population that rest after a spike. Each is on the list of the step in which it wakes: the first of a list, or 0, stands where the
/// step says, counted round, and for each neuron who is next. What the rest holds is no number until then.
/// </summary>
internal sealed class RestingNeurons
{
    private readonly Code _code;
    private readonly Rest _rest;
    private readonly long _size;
    private readonly LLVMValueRef _first;
    private readonly LLVMValueRef _next;
    private readonly LLVMValueRef _counter;
    private readonly (LLVMValueRef Place, float Value)[] _held;

    public RestingNeurons(Code code, LLVMValueRef instance, InstanceLayout layout, Node node, Rest rest)
    {
        LLVMValueRef StateAt(string state) => code.Offset(instance, layout.PlaceOf(new ValueRef(node.Name, state)).Offset);
        (_code, _rest, _size) = (code, rest, node.Type.Shape.Size);
        _first = code.Offset(instance, layout.PartOf(node.Name, SlotPart.Resting).Offset);
        _next = code.At(I32, _first, code.Whole(rest.Lists));
        _counter = StateAt(rest.Counter);
        _held = [.. rest.Held.Select(state => (StateAt(state.Name), state.Value))];
    }

    private LLVMTypeRef I32 => _code.Module.I32;

    private LLVMTypeRef I8 => _code.Module.I8;

    /// <summary>Puts those whose counters say that they rest where a run of steps begins on lists.</summary>
    public void Begin(LLVMValueRef step)
    {
        _code.Clear(_first, _rest.Lists * sizeof(int));
        _code.For(_size / sizeof(long), word => _code.If(_code.IsNotZero(true, _code.Load(_code.Module.I64, _counter, word)), () =>
            _code.For(sizeof(long), k =>
            {
                var neuron = _code.Add(_code.Multiply(word, sizeof(long)), k);
                var left = _code.Extend(_code.Load(I8, _counter, neuron), _code.Module.I64);
                _code.If(_code.IsNotZero(true, left), () => Lay(neuron, _code.Add(step, left)));
            })));
        _code.Clear(_counter, _size);
    }

    /// <summary>Wakes those whose rest ended with the step before.</summary>
    public void Wake(LLVMValueRef step) => Wake(step, _ => { });

    /// <summary>Puts a neuron that spikes to rest.</summary>
    public void Rest(LLVMValueRef neuron, LLVMValueRef step) => Lay(neuron, _code.Add(step, _code.Whole(_rest.Lists)));

    /// <summary>Writes what is held, and how long still, where a run of steps ends.</summary>
    public void End(LLVMValueRef step) => _code.For(_rest.Lists, left =>
        Wake(_code.Add(step, left), neuron => _code.Store(_code.Truncate(left, I8), _code.At(I8, _counter, neuron))));

    private LLVMValueRef ListOf(LLVMValueRef step) => _code.At(I32, _first, _code.Modulo(step, _rest.Lists));

    private void Lay(LLVMValueRef neuron, LLVMValueRef wakes)
    {
        var list = ListOf(wakes);
        _code.Store(_code.Load(I32, list), _code.At(I32, _next, neuron));
        _code.Store(_code.Shorten(_code.Add(neuron, _code.Whole(1))), list);
        foreach (var (place, _) in _held)
        {
            _code.Store(_code.Real(float.NaN), _code.At(_code.Module.F32, place, neuron));
        }
    }

    private void Wake(LLVMValueRef step, Action<LLVMValueRef> each)
    {
        var list = ListOf(step);
        _code.While([_code.Extend(_code.Load(I32, list))], state => _code.IsNotZero(true, state[0]), state =>
        {
            var neuron = _code.Subtract(state[0], _code.Whole(1));
            foreach (var (place, value) in _held)
            {
                _code.Store(_code.Real(value), _code.At(_code.Module.F32, place, neuron));
            }

            each(neuron);
            return [_code.Extend(_code.Load(I32, _next, neuron))];
        });
        _code.Store(_code.Whole32(0), list);
    }
}

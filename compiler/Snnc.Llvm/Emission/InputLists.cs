using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>The lists of a tile the other way round: for each input the steps in which it is not 0.</summary>
/// <param name="scope">What the connection that reads them sees.</param>
internal sealed class InputLists(NodeScope scope)
{
    private readonly Code _code = scope.Code;
    private readonly LLVMValueRef _starts = scope.Part(SlotPart.InputStarts).Pointer;
    private readonly LLVMValueRef _next = scope.Part(SlotPart.InputEnds).Pointer;
    private readonly LLVMValueRef _steps = scope.Part(SlotPart.InputSteps).Pointer;
    private readonly LLVMValueRef _values = scope.Part(SlotPart.InputValues).Pointer;

    /// <summary>The first entry of an input, and the one after its last.</summary>
    public (LLVMValueRef From, LLVMValueRef To) Input(LLVMValueRef input) =>
        (_code.Load(_code.Module.I64, _starts, input), _code.Load(_code.Module.I64, _starts, _code.Add(input, _code.Whole(1))));

    /// <summary>The step of an entry.</summary>
    public LLVMValueRef Step(LLVMValueRef entry) => _code.Extend(_code.Load(_code.Module.I32, _steps, entry), _code.Module.I64);

    /// <summary>What the input is in that step.</summary>
    public LLVMValueRef Value(LLVMValueRef entry) => _code.Load(_code.Module.F32, _values, entry);

    /// <summary>Makes them of the lists of the steps: counted, then put where they belong.</summary>
    public void Build(TileLists lists, long inputs, LLVMValueRef steps)
    {
        _code.Clear(_next, inputs * sizeof(long));
        var last = _code.Subtract(steps, _code.Whole(1));
        _code.For(lists.Row(_code.Whole(0)).From, lists.Row(last).To, entry => Advance(lists.Index(entry)));
        _code.Store(_code.Whole(0), _starts);
        _code.Fold(_code.Whole(0), _code.Whole(inputs), _code.Whole(1), [_code.Whole(0)], (input, start) =>
        {
            var next = _code.At(_code.Module.I64, _next, input);
            var end = _code.Add(start[0], _code.Load(_code.Module.I64, next));
            _code.Store(start[0], next);
            _code.Store(end, _code.At(_code.Module.I64, _starts, _code.Add(input, _code.Whole(1))));
            return [end];
        });
        _code.For(_code.Whole(0), steps, step =>
        {
            var (from, to) = lists.Row(step);
            _code.For(from, to, entry =>
            {
                var place = Advance(lists.Index(entry));
                _code.Store(_code.Shorten(step), _code.At(_code.Module.I32, _steps, place));
                _code.Store(lists.Value(entry), _code.At(_code.Module.F32, _values, place));
            });
        });
    }

    private LLVMValueRef Advance(LLVMValueRef input)
    {
        var at = _code.At(_code.Module.I64, _next, input);
        var before = _code.Load(_code.Module.I64, at);
        _code.Store(_code.Add(before, _code.Whole(1)), at);
        return before;
    }
}

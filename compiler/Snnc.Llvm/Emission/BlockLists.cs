using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>The lists of a tile in blocks of a few steps: the inputs that are not 0 in any of them, and what they are in each.</summary>
/// <param name="scope">What the connection that reads them sees.</param>
internal sealed class BlockLists(NodeScope scope)
{
    /// <summary>Steps of a block: so many sums of a tile stay in registers, and no more inputs than that are active in some of them.</summary>
    public const int Steps = KeptLists.BlockSteps;

    private readonly Code _code = scope.Code;
    private readonly LLVMValueRef _starts = scope.Part(SlotPart.BlockStarts).Pointer;
    private readonly LLVMValueRef _indices = scope.Part(SlotPart.BlockInputs).Pointer;
    private readonly LLVMValueRef _values = scope.Part(SlotPart.BlockValues).Pointer;
    private readonly LLVMValueRef _places = scope.Part(SlotPart.BlockPlaces).Pointer;

    /// <summary>The first entry of the block that begins with a step, and the one after its last.</summary>
    public (LLVMValueRef From, LLVMValueRef To) Block(LLVMValueRef step)
    {
        var block = _code.Quotient(step, Steps);
        return (_code.Load(_code.Module.I64, _starts, block), _code.Load(_code.Module.I64, _starts, _code.Add(block, _code.Whole(1))));
    }

    /// <summary>The input that an entry names.</summary>
    public LLVMValueRef Input(LLVMValueRef entry) => _code.Extend(_code.Load(_code.Module.I32, _indices, entry), _code.Module.I64);

    /// <summary>What it is in a step of the block.</summary>
    public LLVMValueRef Value(LLVMValueRef entry, int step) =>
        _code.Load(_code.Module.F32, _values, _code.Add(_code.Multiply(entry, Steps), _code.Whole(step)));

    /// <summary>Makes them of the lists of the steps.</summary>
    public void Build(TileLists lists, long inputs, LLVMValueRef steps)
    {
        _code.Store(_code.Whole(0), _starts);
        _code.Fold(_code.Whole(0), steps, _code.Whole(Steps), [_code.Whole(0)], (first, count) =>
        {
            _code.Clear(_places, inputs * sizeof(int));
            _code.Clear(_code.At(_code.Module.F32, _values, _code.Multiply(count[0], Steps)), inputs * Steps * sizeof(float));
            var next = _code.Add(first, _code.Whole(Steps));
            var end = _code.Select(_code.IsLess(next, steps), next, steps);
            var after = _code.Fold(first, end, _code.Whole(1), count, (step, soFar) => AddStep(lists, step, _code.Subtract(step, first), soFar));
            _code.Store(after[0], _code.At(_code.Module.I64, _starts, _code.Add(_code.Quotient(first, Steps), _code.Whole(1))));
            return after;
        });
    }

    // An input has a place, counted from 1, once it was seen in the block; else it gets the next one.
    private LLVMValueRef[] AddStep(TileLists lists, LLVMValueRef step, LLVMValueRef inBlock, LLVMValueRef[] soFar)
    {
        var (from, to) = lists.Row(step);
        return _code.Fold(from, to, _code.Whole(1), soFar, (entry, count) =>
        {
            var index = lists.Index(entry);
            var place = _code.At(_code.Module.I32, _places, index);
            var next = _code.Add(count[0], _code.Whole(1));
            var known = _code.Extend(_code.Load(_code.Module.I32, place), _code.Module.I64);
            var isNew = _code.Equals(known, _code.Whole(0));
            var own = _code.Select(isNew, next, known);
            var slot = _code.Subtract(own, _code.Whole(1));
            _code.Store(_code.Shorten(own), place);
            _code.Store(_code.Shorten(index), _code.At(_code.Module.I32, _indices, slot));
            _code.Store(lists.Value(entry), _code.At(_code.Module.F32, _values, _code.Add(_code.Multiply(slot, Steps), inBlock)));
            return [_code.Select(isNew, next, count[0])];
        });
    }
}

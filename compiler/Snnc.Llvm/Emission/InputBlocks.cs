using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The lists of a tile of time cut into blocks of inputs, whose rows of a tile of weights stay in the nearest cache while all steps go over them; and the
/// rows of each block that any step reads, to ask for them ahead.
/// </summary>
/// <param name="scope">What the connection that reads them sees.</param>
/// <param name="inputs">Inputs of the connection.</param>
internal sealed class InputBlocks(NodeScope scope, long inputs)
{
    private readonly Code _code = scope.Code;
    private readonly LLVMValueRef _starts = scope.Part(SlotPart.BlockStarts).Pointer;
    private readonly LLVMValueRef _rowStarts = scope.Part(SlotPart.ReadStarts).Pointer;
    private readonly LLVMValueRef _rows = scope.Part(SlotPart.ReadInputs).Pointer;
    private readonly LLVMValueRef _seen = scope.Part(SlotPart.SeenInputs).Pointer;
    private readonly TileLists _lists = new(scope);
    private readonly int _length = InputBlocking.InputsOf(scope.Layout.PlanOf(scope.Node.Name));
    private readonly int _fewestReads = InputBlocking.FewestReads(scope.Layout.PlanOf(scope.Node.Name), scope.Node.Type.Shape.Size, inputs);

    /// <summary>Gets the blocks of all inputs.</summary>
    public long Blocks => InputBlocking.BlocksOf(scope.Layout.PlanOf(scope.Node.Name), inputs);

    /// <summary>Whether the lists have entries enough for blocks to be made.</summary>
    public LLVMValueRef MayPay(LLVMValueRef steps) => _code.IsLess(_code.Multiply(steps, InputBlocking.FewestEntries * Blocks), Entries(steps));

    /// <summary>Whether blocks were made, and rows are read often enough to go through them.</summary>
    public LLVMValueRef Pay(LLVMValueRef steps) =>
        _code.And(MayPay(steps), _code.IsLess(_code.Multiply(Rows(_code.Whole(Blocks - 1)).To, _fewestReads), Entries(steps)));

    /// <summary>The first entry of a block in a step, and the one after its last.</summary>
    public (LLVMValueRef From, LLVMValueRef To) Entries(LLVMValueRef block, LLVMValueRef step) => Pair(_starts, _code.Add(FirstOf(step), block));

    /// <summary>The first of the rows of a block that are read, and the one after its last.</summary>
    public (LLVMValueRef From, LLVMValueRef To) Rows(LLVMValueRef block) => Pair(_rowStarts, block);

    /// <summary>The input of such a row.</summary>
    public LLVMValueRef Row(LLVMValueRef place) => _code.Extend(_code.Load(_code.Module.I32, _rows, place));

    /// <summary>Makes them of the lists of the steps.</summary>
    public void Build(LLVMValueRef steps)
    {
        _code.Clear(_seen, inputs * sizeof(int));
        _code.For(_code.Whole(0), steps, CutStep);
        _code.Store(_code.Whole(0), _rowStarts);
        _code.Fold(_code.Whole(0), _code.Whole(Blocks), _code.Whole(1), [_code.Whole(0)], (block, before) =>
        {
            var count = _code.Fold(FirstInput(block), EndOf(block), _code.Whole(1), before, AddRow);
            _code.Store(count[0], _code.At(_code.Module.I64, _rowStarts, _code.Add(block, _code.Whole(1))));
            return count;
        });
    }

    // Entries are in the order of their inputs.
    private void CutStep(LLVMValueRef step)
    {
        var (from, to) = _lists.Row(step);
        _code.Store(from, _code.At(_code.Module.I64, _starts, FirstOf(step)));
        _code.Fold(_code.Whole(0), _code.Whole(Blocks), _code.Whole(1), [from], (block, first) =>
        {
            var end = EndOf(block);
            var next = _code.While(first, at => _code.And(_code.IsLess(at[0], to), _code.IsLess(_lists.Index(at[0]), end)), at =>
            {
                _code.Store(_code.Whole32(1), _code.At(_code.Module.I32, _seen, _lists.Index(at[0])));
                return [_code.Add(at[0], _code.Whole(1))];
            });
            _code.Store(next[0], _code.At(_code.Module.I64, _starts, _code.Add(FirstOf(step), _code.Add(block, _code.Whole(1)))));
            return next;
        });
    }

    // Written in any case; it counts only if the row was seen.
    private LLVMValueRef[] AddRow(LLVMValueRef input, LLVMValueRef[] count)
    {
        _code.Store(_code.Shorten(input), _code.At(_code.Module.I32, _rows, count[0]));
        return [_code.Add(count[0], _code.Extend(_code.Load(_code.Module.I32, _seen, input)))];
    }

    private LLVMValueRef Entries(LLVMValueRef steps) =>
        _code.Subtract(_lists.Row(_code.Subtract(steps, _code.Whole(1))).To, _lists.Row(_code.Whole(0)).From);

    private LLVMValueRef FirstOf(LLVMValueRef step) => _code.Multiply(step, Blocks + 1);

    private LLVMValueRef FirstInput(LLVMValueRef block) => _code.Multiply(block, _length);

    private LLVMValueRef EndOf(LLVMValueRef block)
    {
        var end = _code.Add(FirstInput(block), _code.Whole(_length));
        return _code.Select(_code.IsLess(end, _code.Whole(inputs)), end, _code.Whole(inputs));
    }

    private (LLVMValueRef From, LLVMValueRef To) Pair(LLVMValueRef numbers, LLVMValueRef at) =>
        (_code.Load(_code.Module.I64, numbers, at), _code.Load(_code.Module.I64, numbers, _code.Add(at, _code.Whole(1))));
}

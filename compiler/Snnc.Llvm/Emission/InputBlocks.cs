using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The lists of a tile of time cut into blocks of inputs, whose rows of a tile of weights stay in the nearest cache while all steps go over them.
/// </summary>
/// <param name="scope">What the connection that reads them sees.</param>
/// <param name="inputs">Inputs of the connection.</param>
internal sealed class InputBlocks(NodeScope scope, long inputs)
{
    private readonly Code _code = scope.Code;
    private readonly LLVMValueRef _starts = scope.Part(SlotPart.BlockStarts).Pointer;
    private readonly TileLists _lists = new(scope);
    private readonly NodePlan _plan = scope.Layout.PlanOf(scope.Node.Name);

    /// <summary>Gets the blocks of all inputs.</summary>
    public long Blocks => InputBlocking.BlocksOf(_plan, inputs);

    /// <summary>Gets the inputs of a block.</summary>
    public int Length => InputBlocking.InputsOf(_plan);

    /// <summary>Whether the lists have entries enough for blocks to pay: in each of them, and of each input.</summary>
    public LLVMValueRef Pay(LLVMValueRef steps)
    {
        var entries = _code.Subtract(_lists.Row(_code.Subtract(steps, _code.Whole(1))).To, _lists.Row(_code.Whole(0)).From);
        var outputs = scope.Node.Type.Shape.Size;
        var ofBlocks = InputBlocking.FewestEntries(_plan, outputs, inputs) * Blocks;
        var reads = (long)(InputBlocking.FewestReads(_plan, outputs, inputs) * inputs);
        return _code.And(_code.IsLess(_code.Multiply(steps, ofBlocks), entries), _code.IsLess(_code.Whole(reads), entries));
    }

    /// <summary>The first entry of a block in a step, and the one after its last.</summary>
    public (LLVMValueRef From, LLVMValueRef To) Entries(LLVMValueRef block, LLVMValueRef step) => Pair(_starts, _code.Add(FirstOf(step), block));

    /// <summary>Makes them of the lists of the steps.</summary>
    public void Build(LLVMValueRef steps) => _code.For(_code.Whole(0), steps, CutStep);

    // Entries are in the order of their inputs.
    private void CutStep(LLVMValueRef step)
    {
        var (from, to) = _lists.Row(step);
        _code.Store(from, _code.At(_code.Module.I64, _starts, FirstOf(step)));
        _code.Fold(_code.Whole(0), _code.Whole(Blocks), _code.Whole(1), [from], (block, first) =>
        {
            var end = EndOf(block);
            var next = _code.While(
                first, at => _code.And(_code.IsLess(at[0], to), _code.IsLess(_lists.Index(at[0]), end)), at => [_code.Add(at[0], _code.Whole(1))]);
            _code.Store(next[0], _code.At(_code.Module.I64, _starts, _code.Add(FirstOf(step), _code.Add(block, _code.Whole(1)))));
            return next;
        });
    }

    private LLVMValueRef FirstOf(LLVMValueRef step) => _code.Multiply(step, Blocks + 1);

    private LLVMValueRef FirstInput(LLVMValueRef block) => _code.Multiply(block, Length);

    private LLVMValueRef EndOf(LLVMValueRef block)
    {
        var end = _code.Add(FirstInput(block), _code.Whole(Length));
        return _code.Select(_code.IsLess(end, _code.Whole(inputs)), end, _code.Whole(inputs));
    }

    private (LLVMValueRef From, LLVMValueRef To) Pair(LLVMValueRef numbers, LLVMValueRef at) =>
        (_code.Load(_code.Module.I64, numbers, at), _code.Load(_code.Module.I64, numbers, _code.Add(at, _code.Whole(1))));
}

using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>The lists that a connection reads, by the steps of a tile of time.</summary>
/// <param name="scope">What the connection sees.</param>
internal sealed class TileLists(NodeScope scope)
{
    private readonly StepLists _lists = new(scope.Code, scope.Instance, scope.Layout.ListOf(scope.Node.Inputs[0]).Place);
    private readonly int _back = scope.Layout.ListOf(scope.Node.Inputs[0]).Back;

    /// <summary>The first and the end of a step's entries.</summary>
    public (LLVMValueRef From, LLVMValueRef To) Row(LLVMValueRef step) => _lists.Row(scope.Code.Add(step, scope.Code.Whole(1 - _back)));

    /// <summary>The input that an entry names.</summary>
    public LLVMValueRef Index(LLVMValueRef entry) => _lists.Index(entry);

    /// <summary>Its value.</summary>
    public LLVMValueRef Value(LLVMValueRef entry) => _lists.Value(entry) ?? scope.Code.Real(1);
}

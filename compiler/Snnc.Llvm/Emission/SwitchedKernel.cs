using System;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>Which of a connection's kernels runs in a tile of steps: that follows from how much is on the lists of the tile.</summary>
/// <param name="scope">What the connection sees.</param>
internal sealed class SwitchedKernel(NodeScope scope)
{
    /// <summary>Writes code that is the same for all kernels but one part of it, which is written for each, to run where that one does.</summary>
    public void Either(LLVMValueRef steps, Action<string> emit)
    {
        var plan = scope.Layout.PlanOf(scope.Node.Name);
        if (plan.Switch is not { } other)
        {
            emit(plan.Kernel);
            return;
        }

        var code = scope.Code;
        var most = code.Multiply(steps, other.EventsPerStep(scope.TypeOf(0).Shape.Size));
        code.If(code.IsLess(Events(steps), most), () => emit(plan.Kernel), () => emit(other.Kernel));
    }

    private LLVMValueRef Events(LLVMValueRef steps)
    {
        var (code, lists) = (scope.Code, new TileLists(scope));
        return code.Subtract(lists.Row(code.Subtract(steps, code.Whole(1))).To, lists.Row(code.Whole(0)).From);
    }
}

using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>What a call of the network is given.</summary>
internal sealed record CallScope(Code Code, LLVMValueRef Weights, LLVMValueRef Sample, LLVMValueRef Inputs, LLVMValueRef Outputs)
{
    public LLVMValueRef Instance => Code.Argument(0);
}

namespace LLVMSharp.Interop;

/// <summary>What the verifier does about an error.</summary>
public enum LLVMVerifierFailureAction
{
    LLVMAbortProcessAction = 0,
    LLVMPrintMessageAction = 1,
    LLVMReturnStatusAction = 2,
}

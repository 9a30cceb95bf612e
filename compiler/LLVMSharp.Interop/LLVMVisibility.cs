namespace LLVMSharp.Interop;

/// <summary>Who sees a symbol of a shared library.</summary>
public enum LLVMVisibility
{
    LLVMDefaultVisibility,
    LLVMHiddenVisibility,
    LLVMProtectedVisibility,
}

namespace LLVMSharp.Interop;

/// <summary>What code is written as.</summary>
public enum LLVMCodeGenFileType
{
    LLVMAssemblyFile = 0,
    LLVMObjectFile = 1,
}

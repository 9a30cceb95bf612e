namespace LLVMSharp.Interop;

/// <summary>What an attribute belongs to: arguments count from 1.</summary>
public enum LLVMAttributeIndex
{
    LLVMAttributeReturnIndex = 0,
    LLVMAttributeFunctionIndex = -1,
}

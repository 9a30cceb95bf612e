namespace LLVMSharp.Interop;

/// <summary>What a <see cref="LLVMValueRef"/> points to.</summary>
public partial struct LLVMOpaqueValue;

namespace LLVMSharp.Interop;

/// <summary>What a <see cref="LLVMContextRef"/> points to.</summary>
public partial struct LLVMOpaqueContext;

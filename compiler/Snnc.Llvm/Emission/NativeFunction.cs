using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>A function and its type, which a call must name.</summary>
internal readonly record struct NativeFunction(LLVMValueRef Value, LLVMTypeRef Type);

using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>A function and its type, which a call must name.</summary>
/// <param name="Given">Where in the weights, the second argument, the numbers lie that a call gives after all other arguments; null for none.</param>
internal readonly record struct NativeFunction(LLVMValueRef Value, LLVMTypeRef Type, long? Given = null);

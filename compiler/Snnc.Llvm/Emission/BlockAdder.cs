using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>Adds the rows of weights of some entries of a step's list to the sums of a tile.</summary>
internal delegate LLVMValueRef[] BlockAdder(LLVMValueRef step, (LLVMValueRef From, LLVMValueRef To) entries, LLVMValueRef[] sums);

using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>An array of floats or of 64-bit numbers that code reads or writes.</summary>
internal readonly record struct Values(Code Code, LLVMValueRef Pointer, bool IsInt)
{
    private LLVMTypeRef Element => Code.Module.Element(IsInt);

    /// <summary>An element as it is held.</summary>
    public LLVMValueRef Load(LLVMValueRef index) => Code.Load(Element, Pointer, index);

    /// <summary>An element as a float or as a whole number.</summary>
    public LLVMValueRef Load(LLVMValueRef index, bool asInt) => Code.Convert(Load(index), IsInt, asInt);

    public void Store(LLVMValueRef value, LLVMValueRef index) => Code.Store(value, Code.At(Element, Pointer, index));
}

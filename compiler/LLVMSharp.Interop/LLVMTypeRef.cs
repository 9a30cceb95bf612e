using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>A type.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMTypeRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;

    public static LLVMTypeRef CreateFunction(LLVMTypeRef ReturnType, LLVMTypeRef[] ParamTypes, bool IsVarArg = false) =>
        new(LLVMFunctionType(ReturnType.Handle, Handles.Of(ParamTypes), (uint)ParamTypes.Length, IsVarArg ? 1 : 0));

    public static LLVMTypeRef CreateArray2(LLVMTypeRef ElementType, ulong ElementCount) => new(LLVMArrayType2(ElementType.Handle, ElementCount));

    public static LLVMTypeRef CreateVector(LLVMTypeRef ElementType, uint ElementCount) => new(LLVMVectorType(ElementType.Handle, ElementCount));
}

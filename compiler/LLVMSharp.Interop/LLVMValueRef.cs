using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>A constant, global, function, argument or instruction.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMValueRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;

    public readonly LLVMTypeRef TypeOf => new(LLVMTypeOf(Handle));

    public readonly LLVMLinkage Linkage
    {
        get => LLVMGetLinkage(Handle);
        set => LLVMSetLinkage(Handle, value);
    }

    public readonly LLVMVisibility Visibility
    {
        get => LLVMGetVisibility(Handle);
        set => LLVMSetVisibility(Handle, value);
    }

    public readonly LLVMValueRef Initializer
    {
        get => new(LLVMGetInitializer(Handle));
        set => LLVMSetInitializer(Handle, value.Handle);
    }

    public readonly bool IsGlobalConstant
    {
        get => LLVMIsGlobalConstant(Handle) != 0;
        set => LLVMSetGlobalConstant(Handle, value ? 1 : 0);
    }

    public static LLVMValueRef CreateConstInt(LLVMTypeRef IntTy, ulong N, bool SignExtend = false) =>
        new(LLVMConstInt(IntTy.Handle, N, SignExtend ? 1 : 0));

    public static LLVMValueRef CreateConstReal(LLVMTypeRef RealTy, double N) => new(LLVMConstReal(RealTy.Handle, N));

    public static LLVMValueRef CreateConstNull(LLVMTypeRef Ty) => new(LLVMConstNull(Ty.Handle));

    public static LLVMValueRef CreateConstVector(LLVMValueRef[] ScalarConstantVars) =>
        new(LLVMConstVector(Handles.Of(ScalarConstantVars), (uint)ScalarConstantVars.Length));

    public readonly void DeleteFunction() => LLVMDeleteFunction(Handle);

    public readonly string PrintToString() => Utf8.Take(LLVMPrintValueToString(Handle));

    public readonly LLVMValueRef GetParam(uint Index) => new(LLVMGetParam(Handle, Index));

    public readonly bool Volatile
    {
        get => LLVMGetVolatile(Handle) != 0;
        set => LLVMSetVolatile(Handle, value ? 1 : 0);
    }

    public readonly void SetMetadata(uint KindID, LLVMValueRef Node) => LLVMSetMetadata(Handle, KindID, Node.Handle);

    public readonly void ReplaceMDNodeOperandWith(uint Index, LLVMMetadataRef Replacement) =>
        LLVMReplaceMDNodeOperandWith(Handle, Index, Replacement.Handle);

    public readonly void SetAlignment(uint Bytes) => LLVMSetAlignment(Handle, Bytes);

    public readonly void AddIncoming(LLVMValueRef[] IncomingValues, LLVMBasicBlockRef[] IncomingBlocks, uint Count) =>
        LLVMAddIncoming(Handle, Handles.Of(IncomingValues), Handles.Of(IncomingBlocks), Count);

    public readonly void AddAttributeAtIndex(LLVMAttributeIndex Idx, LLVMAttributeRef A) => LLVMAddAttributeAtIndex(Handle, Idx, A.Handle);
}

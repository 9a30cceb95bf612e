using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>Appends instructions to a basic block.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMBuilderRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;

    public readonly LLVMValueRef BuildAdd(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildAdd(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildSub(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildSub(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildMul(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildMul(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildSDiv(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildSDiv(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildSRem(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildSRem(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildUDiv(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildUDiv(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildURem(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildURem(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildShl(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildShl(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildLShr(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildLShr(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildAShr(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildAShr(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildAnd(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildAnd(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildOr(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildOr(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildXor(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildXor(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildFAdd(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildFAdd(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildFSub(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildFSub(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildFMul(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildFMul(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildFDiv(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildFDiv(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildFRem(LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildFRem(Handle, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildFNeg(LLVMValueRef V, string Name = "") => new(LLVMBuildFNeg(Handle, V.Handle, Name));

    public readonly LLVMValueRef BuildSIToFP(LLVMValueRef Val, LLVMTypeRef DestTy, string Name = "") =>
        new(LLVMBuildSIToFP(Handle, Val.Handle, DestTy.Handle, Name));

    public readonly LLVMValueRef BuildFPExt(LLVMValueRef Val, LLVMTypeRef DestTy, string Name = "") =>
        new(LLVMBuildFPExt(Handle, Val.Handle, DestTy.Handle, Name));

    public readonly LLVMValueRef BuildFPTrunc(LLVMValueRef Val, LLVMTypeRef DestTy, string Name = "") =>
        new(LLVMBuildFPTrunc(Handle, Val.Handle, DestTy.Handle, Name));

    public readonly LLVMValueRef BuildZExt(LLVMValueRef Val, LLVMTypeRef DestTy, string Name = "") =>
        new(LLVMBuildZExt(Handle, Val.Handle, DestTy.Handle, Name));

    public readonly LLVMValueRef BuildBitCast(LLVMValueRef Val, LLVMTypeRef DestTy, string Name = "") =>
        new(LLVMBuildBitCast(Handle, Val.Handle, DestTy.Handle, Name));

    public readonly LLVMValueRef BuildPtrToInt(LLVMValueRef Val, LLVMTypeRef DestTy, string Name = "") =>
        new(LLVMBuildPtrToInt(Handle, Val.Handle, DestTy.Handle, Name));

    public readonly LLVMValueRef BuildSExt(LLVMValueRef Val, LLVMTypeRef DestTy, string Name = "") =>
        new(LLVMBuildSExt(Handle, Val.Handle, DestTy.Handle, Name));

    public readonly LLVMValueRef BuildTrunc(LLVMValueRef Val, LLVMTypeRef DestTy, string Name = "") =>
        new(LLVMBuildTrunc(Handle, Val.Handle, DestTy.Handle, Name));

    public readonly LLVMBasicBlockRef InsertBlock => new(LLVMGetInsertBlock(Handle));

    public readonly LLVMValueRef BuildICmp(LLVMIntPredicate Op, LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildICmp(Handle, Op, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildFCmp(LLVMRealPredicate Op, LLVMValueRef LHS, LLVMValueRef RHS, string Name = "") =>
        new(LLVMBuildFCmp(Handle, Op, LHS.Handle, RHS.Handle, Name));

    public readonly LLVMValueRef BuildSelect(LLVMValueRef If, LLVMValueRef Then, LLVMValueRef Else, string Name = "") =>
        new(LLVMBuildSelect(Handle, If.Handle, Then.Handle, Else.Handle, Name));

    public readonly LLVMValueRef BuildInsertElement(LLVMValueRef VecVal, LLVMValueRef EltVal, LLVMValueRef Index, string Name = "") =>
        new(LLVMBuildInsertElement(Handle, VecVal.Handle, EltVal.Handle, Index.Handle, Name));

    public readonly LLVMValueRef BuildShuffleVector(LLVMValueRef V1, LLVMValueRef V2, LLVMValueRef Mask, string Name = "") =>
        new(LLVMBuildShuffleVector(Handle, V1.Handle, V2.Handle, Mask.Handle, Name));

    public readonly LLVMValueRef BuildAlloca(LLVMTypeRef Ty, string Name = "") => new(LLVMBuildAlloca(Handle, Ty.Handle, Name));

    public readonly LLVMValueRef BuildLoad2(LLVMTypeRef Ty, LLVMValueRef PointerVal, string Name = "") =>
        new(LLVMBuildLoad2(Handle, Ty.Handle, PointerVal.Handle, Name));

    public readonly LLVMValueRef BuildStore(LLVMValueRef Val, LLVMValueRef Ptr) => new(LLVMBuildStore(Handle, Val.Handle, Ptr.Handle));

    public readonly LLVMValueRef BuildInBoundsGEP2(LLVMTypeRef Ty, LLVMValueRef Pointer, LLVMValueRef[] Indices, string Name = "") =>
        new(LLVMBuildInBoundsGEP2(Handle, Ty.Handle, Pointer.Handle, Handles.Of(Indices), (uint)Indices.Length, Name));

    public readonly LLVMValueRef BuildPhi(LLVMTypeRef Ty, string Name = "") => new(LLVMBuildPhi(Handle, Ty.Handle, Name));

    public readonly LLVMValueRef BuildBr(LLVMBasicBlockRef Dest) => new(LLVMBuildBr(Handle, Dest.Handle));

    public readonly LLVMValueRef BuildCondBr(LLVMValueRef If, LLVMBasicBlockRef Then, LLVMBasicBlockRef Else) =>
        new(LLVMBuildCondBr(Handle, If.Handle, Then.Handle, Else.Handle));

    public readonly LLVMValueRef BuildRet(LLVMValueRef V) => new(LLVMBuildRet(Handle, V.Handle));

    public readonly LLVMValueRef BuildRetVoid() => new(LLVMBuildRetVoid(Handle));

    public readonly LLVMValueRef BuildCall2(LLVMTypeRef Ty, LLVMValueRef Fn, LLVMValueRef[] Args, string Name = "") =>
        new(LLVMBuildCall2(Handle, Ty.Handle, Fn.Handle, Handles.Of(Args), (uint)Args.Length, Name));

    public readonly LLVMValueRef BuildMemCpy(LLVMValueRef Dst, uint DstAlign, LLVMValueRef Src, uint SrcAlign, LLVMValueRef Size) =>
        new(LLVMBuildMemCpy(Handle, Dst.Handle, DstAlign, Src.Handle, SrcAlign, Size.Handle));

    public readonly LLVMValueRef BuildMemSet(LLVMValueRef Ptr, LLVMValueRef Val, LLVMValueRef Len, uint Align) =>
        new(LLVMBuildMemSet(Handle, Ptr.Handle, Val.Handle, Len.Handle, Align));

    public readonly void PositionAtEnd(LLVMBasicBlockRef Block) => LLVMPositionBuilderAtEnd(Handle, Block.Handle);

    public readonly void Dispose() => LLVMDisposeBuilder(Handle);
}

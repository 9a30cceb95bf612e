using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

/// <summary>LLVM's C API: instructions.</summary>
internal static partial class NativeMethods
{
    [DllImport(Library)]
    internal static extern nint LLVMBuildAdd(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildSub(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildMul(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildSDiv(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildSRem(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildUDiv(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildURem(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildShl(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildLShr(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildAShr(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildAnd(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildOr(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildXor(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildFAdd(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildFSub(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildFMul(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildFDiv(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildFRem(nint builder, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildFNeg(nint builder, nint value, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildSIToFP(nint builder, nint value, nint type, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildFPExt(nint builder, nint value, nint type, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildFPTrunc(nint builder, nint value, nint type, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildZExt(nint builder, nint value, nint type, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildBitCast(nint builder, nint value, nint type, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildPtrToInt(nint builder, nint value, nint type, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildSExt(nint builder, nint value, nint type, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildTrunc(nint builder, nint value, nint type, string name);

    [DllImport(Library)]
    internal static extern nint LLVMGetInsertBlock(nint builder);

    [DllImport(Library)]
    internal static extern nint LLVMBuildICmp(nint builder, LLVMIntPredicate op, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildFCmp(nint builder, LLVMRealPredicate op, nint lhs, nint rhs, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildSelect(nint builder, nint condition, nint then, nint otherwise, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildAlloca(nint builder, nint type, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildLoad2(nint builder, nint type, nint pointer, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildStore(nint builder, nint value, nint pointer);

    [DllImport(Library)]
    internal static extern nint LLVMBuildInBoundsGEP2(nint builder, nint type, nint pointer, nint[] indices, uint count, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildPhi(nint builder, nint type, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildBr(nint builder, nint block);

    [DllImport(Library)]
    internal static extern nint LLVMBuildCondBr(nint builder, nint condition, nint then, nint otherwise);

    [DllImport(Library)]
    internal static extern nint LLVMBuildRet(nint builder, nint value);

    [DllImport(Library)]
    internal static extern nint LLVMBuildRetVoid(nint builder);

    [DllImport(Library)]
    internal static extern nint LLVMBuildCall2(nint builder, nint type, nint function, nint[] arguments, uint count, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildMemCpy(nint builder, nint to, uint toAlign, nint from, uint fromAlign, nint size);

    [DllImport(Library)]
    internal static extern nint LLVMBuildMemSet(nint builder, nint to, nint value, nint size, uint align);

    [DllImport(Library)]
    internal static extern void LLVMPositionBuilderAtEnd(nint builder, nint block);

    [DllImport(Library)]
    internal static extern void LLVMDisposeBuilder(nint builder);

    [DllImport(Library)]
    internal static extern nint LLVMBuildInsertElement(nint builder, nint vector, nint element, nint index, string name);

    [DllImport(Library)]
    internal static extern nint LLVMBuildShuffleVector(nint builder, nint first, nint second, nint mask, string name);
}

using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

/// <summary>LLVM's C API: families of processors.</summary>
internal static partial class NativeMethods
{
    [DllImport(Library)]
    internal static extern void LLVMInitializeX86TargetInfo();

    [DllImport(Library)]
    internal static extern void LLVMInitializeX86Target();

    [DllImport(Library)]
    internal static extern void LLVMInitializeX86TargetMC();

    [DllImport(Library)]
    internal static extern void LLVMInitializeX86AsmPrinter();

    [DllImport(Library)]
    internal static extern void LLVMInitializeAArch64TargetInfo();

    [DllImport(Library)]
    internal static extern void LLVMInitializeAArch64Target();

    [DllImport(Library)]
    internal static extern void LLVMInitializeAArch64TargetMC();

    [DllImport(Library)]
    internal static extern void LLVMInitializeAArch64AsmPrinter();

    [DllImport(Library)]
    internal static extern void LLVMInitializeARMTargetInfo();

    [DllImport(Library)]
    internal static extern void LLVMInitializeARMTarget();

    [DllImport(Library)]
    internal static extern void LLVMInitializeARMTargetMC();

    [DllImport(Library)]
    internal static extern void LLVMInitializeARMAsmPrinter();

    [DllImport(Library)]
    internal static extern void LLVMInitializeRISCVTargetInfo();

    [DllImport(Library)]
    internal static extern void LLVMInitializeRISCVTarget();

    [DllImport(Library)]
    internal static extern void LLVMInitializeRISCVTargetMC();

    [DllImport(Library)]
    internal static extern void LLVMInitializeRISCVAsmPrinter();

    [DllImport(Library)]
    internal static extern void LLVMInitializeWebAssemblyTargetInfo();

    [DllImport(Library)]
    internal static extern void LLVMInitializeWebAssemblyTarget();

    [DllImport(Library)]
    internal static extern void LLVMInitializeWebAssemblyTargetMC();

    [DllImport(Library)]
    internal static extern void LLVMInitializeWebAssemblyAsmPrinter();
}

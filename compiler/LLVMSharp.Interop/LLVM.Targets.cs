using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>Readying families of processors: their names, their code, their object files, its writing.</summary>
public static unsafe partial class LLVM
{
    public static void InitializeX86TargetInfo() => LLVMInitializeX86TargetInfo();

    public static void InitializeX86Target() => LLVMInitializeX86Target();

    public static void InitializeX86TargetMC() => LLVMInitializeX86TargetMC();

    public static void InitializeX86AsmPrinter() => LLVMInitializeX86AsmPrinter();

    public static void InitializeAArch64TargetInfo() => LLVMInitializeAArch64TargetInfo();

    public static void InitializeAArch64Target() => LLVMInitializeAArch64Target();

    public static void InitializeAArch64TargetMC() => LLVMInitializeAArch64TargetMC();

    public static void InitializeAArch64AsmPrinter() => LLVMInitializeAArch64AsmPrinter();

    public static void InitializeARMTargetInfo() => LLVMInitializeARMTargetInfo();

    public static void InitializeARMTarget() => LLVMInitializeARMTarget();

    public static void InitializeARMTargetMC() => LLVMInitializeARMTargetMC();

    public static void InitializeARMAsmPrinter() => LLVMInitializeARMAsmPrinter();

    public static void InitializeRISCVTargetInfo() => LLVMInitializeRISCVTargetInfo();

    public static void InitializeRISCVTarget() => LLVMInitializeRISCVTarget();

    public static void InitializeRISCVTargetMC() => LLVMInitializeRISCVTargetMC();

    public static void InitializeRISCVAsmPrinter() => LLVMInitializeRISCVAsmPrinter();

    public static void InitializeWebAssemblyTargetInfo() => LLVMInitializeWebAssemblyTargetInfo();

    public static void InitializeWebAssemblyTarget() => LLVMInitializeWebAssemblyTarget();

    public static void InitializeWebAssemblyTargetMC() => LLVMInitializeWebAssemblyTargetMC();

    public static void InitializeWebAssemblyAsmPrinter() => LLVMInitializeWebAssemblyAsmPrinter();
}

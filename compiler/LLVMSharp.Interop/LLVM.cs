using System.Runtime.InteropServices;
using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>Functions of LLVM's C API that belong to no type, without their prefix.</summary>
public static unsafe partial class LLVM
{
    /// <summary>Readies the family of processors that this process runs on; 0 if there is code for it.</summary>
    public static int InitializeNativeTarget()
    {
        switch (RuntimeInformation.ProcessArchitecture)
        {
            case Architecture.X64:
                LLVMInitializeX86TargetInfo();
                LLVMInitializeX86Target();
                LLVMInitializeX86TargetMC();
                return 0;
            case Architecture.Arm64:
                LLVMInitializeAArch64TargetInfo();
                LLVMInitializeAArch64Target();
                LLVMInitializeAArch64TargetMC();
                return 0;
            default:
                return 1;
        }
    }

    /// <summary>Readies the writing of code for it; 0 if there is such.</summary>
    public static int InitializeNativeAsmPrinter()
    {
        switch (RuntimeInformation.ProcessArchitecture)
        {
            case Architecture.X64:
                LLVMInitializeX86AsmPrinter();
                return 0;
            case Architecture.Arm64:
                LLVMInitializeAArch64AsmPrinter();
                return 0;
            default:
                return 1;
        }
    }

    /// <summary>The name of this processor; the caller frees it.</summary>
    public static sbyte* GetHostCPUName() => (sbyte*)LLVMGetHostCPUName();

    /// <summary>What this processor can do, as <c>+avx2,-avx512f ...</c>; the caller frees it.</summary>
    public static sbyte* GetHostCPUFeatures() => (sbyte*)LLVMGetHostCPUFeatures();

    /// <summary>Frees a text that LLVM gave.</summary>
    public static void DisposeMessage(sbyte* Message) => LLVMDisposeMessage((nint)Message);
}

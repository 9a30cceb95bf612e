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
                InitializeX86TargetInfo();
                InitializeX86Target();
                InitializeX86TargetMC();
                return 0;
            case Architecture.Arm64:
                InitializeAArch64TargetInfo();
                InitializeAArch64Target();
                InitializeAArch64TargetMC();
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
                InitializeX86AsmPrinter();
                return 0;
            case Architecture.Arm64:
                InitializeAArch64AsmPrinter();
                return 0;
            default:
                return 1;
        }
    }

    /// <summary>The name of this processor; the caller frees it.</summary>
    public static sbyte* GetHostCPUName() => (sbyte*)LLVMGetHostCPUName();

    /// <summary>What this processor can do, as <c>+avx2,-avx512f ...</c>; the caller frees it.</summary>
    public static sbyte* GetHostCPUFeatures() => (sbyte*)LLVMGetHostCPUFeatures();

    /// <summary>The version of the library.</summary>
    public static void GetVersion(uint* Major, uint* Minor, uint* Patch) => LLVMGetVersion(Major, Minor, Patch);

    /// <summary>An array of bytes.</summary>
    public static LLVMOpaqueValue* ConstStringInContext(LLVMOpaqueContext* C, sbyte* Str, uint Length, int DontNullTerminate) =>
        (LLVMOpaqueValue*)LLVMConstStringInContext((nint)C, (nint)Str, Length, DontNullTerminate);

    /// <summary>Frees a text that LLVM gave.</summary>
    public static void DisposeMessage(sbyte* Message) => LLVMDisposeMessage((nint)Message);
}

using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

/// <summary>LLVM's C API: processors, passes and code.</summary>
internal static partial class NativeMethods
{
    [DllImport(Library)]
    internal static extern nint LLVMGetDefaultTargetTriple();

    [DllImport(Library)]
    internal static extern int LLVMGetTargetFromTriple(string triple, out nint target, out nint message);

    [DllImport(Library)]
    internal static extern nint LLVMCreateTargetMachine(
        nint target, string triple, string cpu, string features, LLVMCodeGenOptLevel level, LLVMRelocMode reloc, LLVMCodeModel codeModel);

    [DllImport(Library)]
    internal static extern nint LLVMCreateTargetDataLayout(nint machine);

    [DllImport(Library)]
    internal static extern nint LLVMCopyStringRepOfTargetData(nint data);

    [DllImport(Library)]
    internal static extern int LLVMTargetMachineEmitToFile(nint machine, nint module, string path, LLVMCodeGenFileType type, out nint message);

    [DllImport(Library)]
    internal static extern nint LLVMCreatePassBuilderOptions();

    [DllImport(Library)]
    internal static extern void LLVMPassBuilderOptionsSetLoopUnrolling(nint options, int loopUnrolling);

    [DllImport(Library)]
    internal static extern void LLVMDisposePassBuilderOptions(nint options);

    [DllImport(Library)]
    internal static extern void LLVMInitializeMCJITCompilerOptions(out LLVMMCJITCompilerOptions options, nuint size);

    [DllImport(Library)]
    internal static extern int LLVMCreateMCJITCompilerForModule(
        out nint engine, nint module, ref LLVMMCJITCompilerOptions options, nuint size, out nint message);

    [DllImport(Library)]
    internal static extern ulong LLVMGetFunctionAddress(nint engine, string name);

    [DllImport(Library)]
    internal static extern void LLVMDisposeExecutionEngine(nint engine);

    [DllImport(Library)]
    internal static extern nint LLVMGetHostCPUName();

    [DllImport(Library)]
    internal static extern nint LLVMGetHostCPUFeatures();
}

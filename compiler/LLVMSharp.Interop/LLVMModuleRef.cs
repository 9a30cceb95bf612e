using System.Runtime.CompilerServices;
using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>Functions and globals that are compiled together.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMModuleRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;

    public readonly string Target
    {
        get => Utf8.Read(LLVMGetTarget(Handle));
        set => LLVMSetTarget(Handle, value);
    }

    public readonly string DataLayout
    {
        get => Utf8.Read(LLVMGetDataLayoutStr(Handle));
        set => LLVMSetDataLayout(Handle, value);
    }

    public readonly LLVMValueRef AddFunction(string Name, LLVMTypeRef FunctionTy) => new(LLVMAddFunction(Handle, Name, FunctionTy.Handle));

    public readonly LLVMValueRef AddGlobal(LLVMTypeRef Ty, string Name) => new(LLVMAddGlobal(Handle, Ty.Handle, Name));

    public readonly string PrintToString() => Utf8.Take(LLVMPrintModuleToString(Handle));

    public readonly bool TryVerify(LLVMVerifierFailureAction Action, out string OutMessage)
    {
        var failed = LLVMVerifyModule(Handle, Action, out var message) != 0;
        OutMessage = Utf8.Take(message);
        return !failed;
    }

    public readonly bool TryRunPasses(string Passes, LLVMTargetMachineRef TM, LLVMPassBuilderOptionsRef Options, out string OutMessage)
    {
        var error = LLVMRunPasses(Handle, Passes, TM.Handle, Options.Handle);
        OutMessage = error == 0 ? "" : Utf8.TakeError(LLVMGetErrorMessage(error));
        return error == 0;
    }

    public readonly bool TryCreateMCJITCompiler(out LLVMExecutionEngineRef OutJIT, ref LLVMMCJITCompilerOptions Options, out string OutError)
    {
        var failed = LLVMCreateMCJITCompilerForModule(
            out var engine, Handle, ref Options, (nuint)Unsafe.SizeOf<LLVMMCJITCompilerOptions>(), out var message);
        OutJIT = new(engine);
        OutError = failed == 0 ? "" : Utf8.Take(message);
        return failed == 0;
    }

    public readonly int WriteBitcodeToFile(string Path) => LLVMWriteBitcodeToFile(Handle, Path);

    public readonly void Dispose() => LLVMDisposeModule(Handle);
}

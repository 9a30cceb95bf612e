using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>A processor with its features, for which code is made.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMTargetMachineRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;

    public readonly LLVMTargetDataRef CreateTargetDataLayout() => new(LLVMCreateTargetDataLayout(Handle));

    public readonly bool TryEmitToFile(LLVMModuleRef module, string fileName, LLVMCodeGenFileType codegen, out string message)
    {
        var failed = LLVMTargetMachineEmitToFile(Handle, module.Handle, fileName, codegen, out var text) != 0;
        message = failed ? Utf8.Take(text) : "";
        return !failed;
    }
}

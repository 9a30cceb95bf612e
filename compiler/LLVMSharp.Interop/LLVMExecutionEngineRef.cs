using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>Compiles a module in memory, and owns it.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMExecutionEngineRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;

    public readonly ulong GetFunctionAddress(string Name) => LLVMGetFunctionAddress(Handle, Name);

    public readonly void Dispose() => LLVMDisposeExecutionEngine(Handle);
}

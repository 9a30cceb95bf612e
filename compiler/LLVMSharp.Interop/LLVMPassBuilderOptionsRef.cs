using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>What a pipeline of passes may do.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMPassBuilderOptionsRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;

    public static LLVMPassBuilderOptionsRef Create() => new(LLVMCreatePassBuilderOptions());

    public readonly void SetLoopUnrolling(bool LoopUnrolling) => LLVMPassBuilderOptionsSetLoopUnrolling(Handle, LoopUnrolling ? 1 : 0);

    public readonly void Dispose() => LLVMDisposePassBuilderOptions(Handle);
}

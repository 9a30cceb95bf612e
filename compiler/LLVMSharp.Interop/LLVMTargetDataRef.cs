using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>Sizes and alignments of a processor.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMTargetDataRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;

    public readonly string StringRepresentation => Utf8.Take(LLVMCopyStringRepOfTargetData(Handle));
}

namespace LLVMSharp.Interop;

/// <summary>Instructions that run one after the other.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMBasicBlockRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;
}

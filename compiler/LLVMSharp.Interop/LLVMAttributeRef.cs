namespace LLVMSharp.Interop;

/// <summary>An attribute of a function or of an argument.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMAttributeRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;
}

using System.Runtime.InteropServices;
using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>A family of processors.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMTargetRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;

    public static string DefaultTriple => Utf8.Take(LLVMGetDefaultTargetTriple());

    public static LLVMTargetRef GetTargetFromTriple(string triple) => LLVMGetTargetFromTriple(triple, out var target, out var message) == 0
        ? new(target)
        : throw new ExternalException(Utf8.Take(message));

    public readonly LLVMTargetMachineRef CreateTargetMachine(
        string triple, string cpu, string features, LLVMCodeGenOptLevel level, LLVMRelocMode reloc, LLVMCodeModel codeModel) =>
        new(LLVMCreateTargetMachine(Handle, triple, cpu, features, level, reloc, codeModel));
}

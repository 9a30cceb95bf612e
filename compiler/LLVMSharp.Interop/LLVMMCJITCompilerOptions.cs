using System.Runtime.CompilerServices;

namespace LLVMSharp.Interop;

/// <summary>How code is made in memory.</summary>
public struct LLVMMCJITCompilerOptions
{
    public uint OptLevel;

    public LLVMCodeModel CodeModel;

    public int NoFramePointerElim;

    public int EnableFastISel;

#pragma warning disable CS0169, IDE0044, IDE0051 // Only its place in memory matters.
    private nint _memoryOwner;
#pragma warning restore CS0169, IDE0044, IDE0051

    /// <summary>LLVM's own choices.</summary>
    public static LLVMMCJITCompilerOptions Create()
    {
        NativeMethods.LLVMInitializeMCJITCompilerOptions(out var options, (nuint)Unsafe.SizeOf<LLVMMCJITCompilerOptions>());
        return options;
    }
}

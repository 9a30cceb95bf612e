using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <summary>What the processor has; the questions are constants to the just-in-time compiler, so a choice by them costs nothing.</summary>
internal static class Hardware
{
    /// <summary>Gets a value indicating whether there are 256-bit vectors with fused multiply-add.</summary>
    public static bool HasVectors => Avx2.IsSupported && Fma.IsSupported;
}

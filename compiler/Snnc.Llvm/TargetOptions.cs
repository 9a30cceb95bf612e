namespace Snnc.Llvm;

/// <summary>What native code is made for, as the user names it.</summary>
/// <param name="Triple">Processor, vendor, system and binary interface, as <c>aarch64-linux-gnu</c>; null for this machine's.</param>
/// <param name="Cpu">
/// LLVM's name of the processor, or <c>native</c> for this machine's; null for this machine's where the triple is, else for the plainest of its family.
/// </param>
/// <param name="Features">More or less than that processor has, as <c>+avx2,-fma</c>; null for none.</param>
/// <param name="Optimization">From 0, for quick compiling, to 3, for quick code.</param>
public sealed record TargetOptions(string? Triple = null, string? Cpu = null, string? Features = null, int Optimization = 3)
{
    /// <summary>Gets the options for this machine.</summary>
    public static TargetOptions Host { get; } = new();
}

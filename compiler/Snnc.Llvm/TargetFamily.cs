using System;
using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm;

/// <summary>A family of processors that native code is made for.</summary>
/// <param name="Architectures">What the triples of the family begin with.</param>
/// <param name="Cpu">The processor that is assumed where none is named.</param>
/// <param name="Features">What every machine of the family that matters has, in spite of that processor's name.</param>
/// <param name="Load">Readies the family in LLVM.</param>
internal sealed record TargetFamily(string[] Architectures, string Cpu, string Features, Action Load)
{
    private static readonly TargetFamily[] All =
    [
        new(["x86_64", "amd64"], "x86-64", "", LoadX86),
        new(["aarch64", "arm64"], "generic", "", LoadAArch64),

        // What Linux distributions are built for: RV64GC.
        new(["riscv64"], "generic-rv64", "+m,+a,+f,+d,+c", LoadRiscV),
        new(["arm", "thumb"], "generic", "", LoadArm),

        // What every engine has had since 2021.
        new(["wasm32"], "generic", "+simd128,+bulk-memory,+nontrapping-fptoint", LoadWebAssembly),
    ];

    /// <summary>The family of a triple, made ready.</summary>
    /// <exception cref="TargetException">There is no code for it.</exception>
    public static TargetFamily Of(string triple)
    {
        var architecture = triple.Split('-')[0];
        var family = All.FirstOrDefault(family => family.Architectures.Any(name => IsOfFamily(architecture, name)))
            ?? throw new TargetException(
                $"there is no native code for '{architecture}' of the target triple '{triple}'",
                "a triple begins with x86_64, aarch64, riscv64, arm, thumb (as thumbv7em) or wasm32, as in aarch64-linux-gnu");

        // LLVM's list of families is changed without a lock of its own.
        lock (All)
        {
            family.Load();
        }

        return family;
    }

    // The members of ARM's family end in a version: thumbv7em.
    private static bool IsOfFamily(string architecture, string name) => name is "arm" or "thumb"
        ? architecture == name || architecture.StartsWith(name + "v", StringComparison.Ordinal)
        : architecture == name;

    private static void LoadX86()
    {
        LLVM.InitializeX86TargetInfo();
        LLVM.InitializeX86Target();
        LLVM.InitializeX86TargetMC();
        LLVM.InitializeX86AsmPrinter();
    }

    private static void LoadAArch64()
    {
        LLVM.InitializeAArch64TargetInfo();
        LLVM.InitializeAArch64Target();
        LLVM.InitializeAArch64TargetMC();
        LLVM.InitializeAArch64AsmPrinter();
    }

    private static void LoadRiscV()
    {
        LLVM.InitializeRISCVTargetInfo();
        LLVM.InitializeRISCVTarget();
        LLVM.InitializeRISCVTargetMC();
        LLVM.InitializeRISCVAsmPrinter();
    }

    private static void LoadArm()
    {
        LLVM.InitializeARMTargetInfo();
        LLVM.InitializeARMTarget();
        LLVM.InitializeARMTargetMC();
        LLVM.InitializeARMAsmPrinter();
    }

    private static void LoadWebAssembly()
    {
        LLVM.InitializeWebAssemblyTargetInfo();
        LLVM.InitializeWebAssemblyTarget();
        LLVM.InitializeWebAssemblyTargetMC();
        LLVM.InitializeWebAssemblyAsmPrinter();
    }
}

using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Snnc.Tests;

namespace Snnc.Benchmarks.Comparison;

/// <summary>
/// A comparison as on a processor that ends at AVX2: the whole run (this program, floors, peers, the compilers they call) is started anew with a
/// library preloaded that hides AVX-512, AVX-VNNI and AMX from whatever asks the processor for its features.
/// </summary>
internal static class InstructionSet
{
    private const string Preload = "LD_PRELOAD";

    // The C library chooses its functions before anything is preloaded.
    private const string Tunables = "glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX512BW,-AVX512DQ,-AVX512CD";

    /// <summary>Gets a value indicating whether programs see AVX-512 here.</summary>
    public static bool HasAvx512 => Avx512F.IsSupported;

    /// <summary>Gets what the headline of the results says of it.</summary>
    public static string Description => HasAvx512 ? "AVX-512" : Environment.GetEnvironmentVariable(Preload) is null ? "no AVX-512" : "AVX-512 hidden";

    /// <summary>Starts this program again, with the same arguments, where AVX-512 is seen.</summary>
    /// <returns>Its exit code, or null where there is nothing to hide.</returns>
    /// <exception cref="ComparisonException">It cannot be hidden here.</exception>
    public static int? RunHidden(string[] arguments)
    {
        if (!HasAvx512)
        {
            return null;
        }

        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new ComparisonException("AVX-512 can be hidden on x86-64 Linux alone");
        }

        var library = Build();
        if (Environment.GetEnvironmentVariable(Preload) == library)
        {
            throw new ComparisonException("this processor, or its hypervisor, cannot fault on CPUID");
        }

        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, isHost ? [typeof(InstructionSet).Assembly.Location, .. arguments] : arguments)
        {
            Environment = { [Preload] = library, ["GLIBC_TUNABLES"] = Tunables },
        };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string Build()
    {
        var source = Repository.PathOf("tests", "Snnc.Benchmarks", "Peers", "avx2_only.c");
        var library = BenchFolder.Cached("avx2_only.so");
        if (File.GetLastWriteTimeUtc(library) < File.GetLastWriteTimeUtc(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(library)!);
            Tool.Run(BenchFolder.Compiler, "-x", "c", "-O2", "-shared", "-fPIC", source, "-o", library);
        }

        return library;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Snnc.Cli.Costs;
using Snnc.Llvm;
using Snnc.Llvm.Products;

namespace Snnc.Cli.Machine;

/// <summary>Looks at the machine.</summary>
internal static class MachineReport
{
    private const long GiB = 1L << 30;

    /// <summary>What is there, in the order in which it is shown.</summary>
    public static IEnumerable<MachinePart> Parts()
    {
        yield return new("snnc", true, ProductVersion.Text);
        yield return new(".NET runtime", true, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}");
        yield return Sdk();
        yield return new("cores", true, $"{Environment.ProcessorCount}");
        yield return new("memory", true, FormattableString.Invariant($"{(double)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / GiB:0.0} GiB"));
        yield return Vectors();
        foreach (var cache in Caches())
        {
            yield return cache;
        }

        yield return Costs();
        yield return Llvm();
        foreach (var linker in TargetMachine.LibraryVersion() is null ? [] : Linkers())
        {
            yield return linker;
        }
    }

    private static MachinePart Costs() => File.Exists(MachineCosts.Path)
        ? new("kernel costs", true, $"measured: {MachineCosts.Path}")
        : new("kernel costs", false, "kernels are chosen by constants of the Zen 3 class", "snnc calibrate");

    private static MachinePart Sdk()
    {
        var folders = SdkFolders().Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories);
        var versions = folders.Select(Path.GetFileName).OfType<string>().Distinct().ToList();
        return versions.Count > 0
            ? new(".NET SDK", true, string.Join(", ", versions))
            : new(".NET SDK", false, "snnc runs without it; building C# that it writes needs it",
                "install the .NET 10 SDK, or set DOTNET_ROOT to where it is");
    }

    // The runtime's folder is ROOT/shared/Microsoft.NETCore.App/VERSION.
    private static IEnumerable<string> SdkFolders()
    {
        var ofRuntime = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..");
        var roots = new[] { Environment.GetEnvironmentVariable("DOTNET_ROOT"), ofRuntime };
        return roots.OfType<string>().Where(root => root != "").Select(root => Path.Combine(root, "sdk"));
    }

    private static MachinePart Vectors()
    {
        (string Name, bool IsThere)[] features =
        [
            ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported), ("AVX-512", Avx512F.IsSupported), ("AdvSimd", AdvSimd.IsSupported),
        ];
        var there = features.Where(f => f.IsThere).Select(f => f.Name).ToList();
        var width = 8 * (Vector512.IsHardwareAccelerated ? Vector512<byte>.Count : Vector<byte>.Count);
        return there.Count > 0
            ? new("vector units", true, $"{string.Join(", ", there)}; vectors of {width} bits in use")
            : new("vector units", false, $"none of {string.Join(", ", features.Select(f => f.Name))}: runs, but slowly");
    }

    private static IEnumerable<MachinePart> Caches()
    {
        const string Folder = "/sys/devices/system/cpu/cpu0/cache";
        if (!Directory.Exists(Folder))
        {
            return [];
        }

        var caches = Directory.EnumerateDirectories(Folder, "index*").Order(StringComparer.Ordinal)
            .Where(index => File.Exists(Path.Combine(index, "size")))
            .Select(index => $"L{Read(index, "level")} {Read(index, "type").ToLowerInvariant()} {Read(index, "size")}").ToList();
        return caches.Count == 0 ? [] : [new MachinePart("caches", true, string.Join(", ", caches))];
    }

    private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(folder, file)).Trim();

    private static MachinePart Llvm() => TargetMachine.LibraryVersion() is { } version
        ? new("libLLVM", true, version)
        : new(
            "libLLVM", false, "check, run and build --emit csharp work without it; run --backend native and native products do not",
            LlvmMissingException.Remedy);

    // What native products are linked with, for this machine and for others.
    private static IEnumerable<MachinePart> Linkers() => NativeProduct.Linkers().Select(linker => linker.Path is { } path
        ? new MachinePart($"linker {linker.Target}", true, path)
        : new MachinePart($"linker {linker.Target}", false, "build --emit obj works without it; build --emit shared does not", linker.Remedy));
}

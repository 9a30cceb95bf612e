using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Snnc.Benchmarks.Comparison;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>A fact for x86-64 Linux on a processor that can fault on CPUID, and with gcc; skipped where one of these is absent.</summary>
internal sealed class CpuidFaultFactAttribute : FactAttribute
{
    private const string Features = "/proc/cpuinfo", Flag = "cpuid_fault";

    public CpuidFaultFactAttribute()
    {
        Skip = !OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64 ? "needs x86-64 Linux"
            : !CanFault() ? $"needs a processor that can fault on CPUID, and its hypervisor to let it: {Features} has no '{Flag}'"
            : Tool.Find("gcc") is null ? "needs 'gcc', which is not on this machine: apt-get install gcc"
            : null;
    }

    private static bool CanFault() => File.Exists(Features)
        && File.ReadLines(Features).Any(line => line.StartsWith("flags", StringComparison.Ordinal) && line.Split(' ').Contains(Flag));
}

using System;
using System.Linq;
using System.Runtime.InteropServices;

namespace Snnc.Tests;

/// <summary>Whether this machine has a libLLVM that the compiler can use.</summary>
internal static class LlvmLibrary
{
    private static readonly string[] Versions =
        Environment.GetEnvironmentVariable("SNNC_LIBLLVM") is { Length: > 0 } version ? [version] : ["22", "21", "20", "19"];

    private static readonly string[] Names =
        [.. Versions.SelectMany(version => new[] { $"libLLVM.so.{version}.1", $"libLLVM-{version}.so.1", $"libLLVM-{version}.so" })];

    /// <summary>Gets why tests that need it are skipped, or null.</summary>
    public static string? Absence { get; } = Names.Any(name => NativeLibrary.TryLoad(name, out _))
        ? null : "needs libLLVM 19 to 22, which is not on this machine: apt-get install libllvm22 (or libllvm19)";
}

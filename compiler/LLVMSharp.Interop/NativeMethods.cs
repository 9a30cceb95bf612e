using System;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

/// <summary>LLVM's C API, in the newest library that the loader finds; <c>SNNC_LIBLLVM=19</c> takes that version alone.</summary>
internal static partial class NativeMethods
{
    private const string Library = "libLLVM";

    private static readonly string[] Versions =
        Environment.GetEnvironmentVariable("SNNC_LIBLLVM") is { Length: > 0 } version ? [version] : ["22", "21", "20", "19"];

    static NativeMethods() => NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        var names = Versions.SelectMany(version => new[] { $"libLLVM.so.{version}.1", $"libLLVM-{version}.so.1", $"libLLVM-{version}.so" });
        return name != Library
            ? 0
            : names.Select(candidate => NativeLibrary.TryLoad(candidate, out var library) ? library : 0).FirstOrDefault(library => library != 0);
    }
}

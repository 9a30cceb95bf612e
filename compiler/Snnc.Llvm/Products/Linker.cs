using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Snnc.Llvm.Products;

/// <summary>Makes shared libraries of object files through the C compiler for the target, and WebAssembly modules through LLVM's linker.</summary>
/// <param name="Tools">The names of the programs that can do it, the best first.</param>
/// <param name="Package">Debian's package of one of them.</param>
/// <param name="Purpose">What is made, in the words of a message.</param>
internal sealed record Linker(string[] Tools, string Package, string Purpose)
{
    private static readonly string[] WebAssemblyTools = ["wasm-ld", .. new[] { 22, 21, 20, 19, 18, 17, 16, 15, 14 }.Select(version => $"wasm-ld-{version}")];

    /// <summary>The linker for a target.</summary>
    /// <exception cref="TargetException">The target has no shared libraries.</exception>
    public static Linker For(TargetMachine target)
    {
        var parts = target.Triple.Split('-');
        return target.IsWebAssembly ? new Linker(WebAssemblyTools, "lld", "a WebAssembly module")
            : !target.IsHosted ? throw new TargetException(
                $"'{target.Triple}' has no shared libraries", "write an object file, --emit obj, and link it into the program")
            : target.IsHost ? new Linker(["cc", "gcc", "clang"], "gcc", "a shared library")
            : new Linker(
                [$"{parts[0]}-linux-gnu-gcc", $"{target.Triple}-gcc"], $"gcc-{parts[0].Replace('_', '-')}-linux-gnu",
                $"a shared library for '{target.Triple}'");
    }

    /// <summary>Gets the command that installs one of them.</summary>
    public string Remedy => $"apt-get install {Package}";

    /// <summary>The path of the program that links, or null.</summary>
    public string? Find() => Tools.Select(Find).FirstOrDefault(path => path is not null);

    /// <summary>The path of the program that links.</summary>
    /// <exception cref="MissingToolException">There is none.</exception>
    public string Require() => Find() ?? throw new MissingToolException(
        $"{Purpose} needs {string.Join(" or ", Tools.Take(3).Select(name => $"'{name}'"))}, which is not on this machine", Remedy);

    /// <summary>Links an object file.</summary>
    /// <param name="symbols">What a WebAssembly module shows; other libraries show what the object file does.</param>
    /// <exception cref="MissingToolException">There is no linker.</exception>
    /// <exception cref="IOException">It fails.</exception>
    public void Link(TargetMachine target, string objectFile, string library, IEnumerable<string> symbols)
    {
        var tool = Require();
        string[] arguments = target.IsWebAssembly
            ? ["--no-entry", "--allow-undefined", .. symbols.Append("__heap_base").Select(name => $"--export={name}"), "-o", library, objectFile]
            : ["-shared", "-o", library, objectFile, "-lm"];
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new IOException($"'{tool}' fails: {error.Split('\n').FirstOrDefault(line => line.Trim() != "") ?? $"exit code {process.ExitCode}"}");
        }
    }

    private static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, tool), Path.Combine(folder, tool + ".exe") })
        .FirstOrDefault(File.Exists);
}

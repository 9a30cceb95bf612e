using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;

namespace Snnc.Llvm;

/// <summary>The processor that code is made for; for one thread.</summary>
public sealed unsafe class TargetMachine
{
    private const string NativeCpu = "native";
    private static readonly string[] Systems = ["linux", "none", "windows", "darwin", "macosx", "freebsd", "wasi"];

    // LLVM's own object grows while code is made for it: no two threads may share one.
    [ThreadStatic]
    private static Dictionary<TargetOptions, TargetMachine>? _made;

    private TargetMachine(TargetOptions options)
    {
        var hostTriple = LLVMTargetRef.DefaultTriple;
        Triple = options.Triple is { } triple ? Normalise(triple) : hostTriple;
        Optimization = options.Optimization;
        var family = TargetFamily.Of(Triple);
        var isHost = options.Cpu == NativeCpu || (options.Cpu is null && options.Triple is null);
        if (isHost && Triple.Split('-')[0] != hostTriple.Split('-')[0])
        {
            throw new TargetException(
                $"'{NativeCpu}' is no processor of '{options.Triple}': this machine is '{hostTriple}'", "name the processor, or leave --cpu out");
        }

        if (options.Features?.Split(',').FirstOrDefault(feature => !feature.StartsWith('+') && !feature.StartsWith('-')) is { } unsigned)
        {
            throw new TargetException($"the feature '{unsigned}' begins with neither + nor -", "--features takes a list as +v,-fma, without blanks");
        }

        Cpu = isHost ? Take(LLVM.GetHostCPUName()) : options.Cpu ?? family.Cpu;
        Features = Join(isHost ? Take(LLVM.GetHostCPUFeatures()) : family.Features, options.Features ?? "");
        Machine = Create();
        DataLayout = Machine.CreateTargetDataLayout().StringRepresentation;
    }

    /// <summary>Gets the name of processor, system and binary interface.</summary>
    public string Triple { get; }

    /// <summary>Gets the processor's name.</summary>
    public string Cpu { get; }

    /// <summary>Gets what it can do, as <c>+avx2,-avx512f ...</c>.</summary>
    public string Features { get; }

    /// <summary>Gets a value indicating whether there is an operating system or a C library below: memory to allocate, and shared libraries.</summary>
    public bool IsHosted => !Triple.Contains("-none", StringComparison.Ordinal) && !IsWebAssembly;

    /// <summary>Gets a value indicating whether a module for a WebAssembly engine is made, which brings no C library.</summary>
    public bool IsWebAssembly => Triple.StartsWith("wasm", StringComparison.Ordinal);

    /// <summary>Gets a value indicating whether programs for it run here.</summary>
    public bool IsHost => SystemOf(Triple) == SystemOf(LLVMTargetRef.DefaultTriple);

    /// <summary>Gets the number of bits of an address.</summary>
    public int PointerBits => DataLayout.Split('-').Contains("p:32:32") ? 32 : 64;

    internal int Optimization { get; }

    internal LLVMTargetMachineRef Machine { get; }

    internal string DataLayout { get; }

    /// <summary>The version of the libLLVM in use, as <c>22.1.8</c>; null where there is none.</summary>
    public static string? LibraryVersion()
    {
        try
        {
            uint major, minor, patch;
            LLVM.GetVersion(&major, &minor, &patch);
            return $"{major}.{minor}.{patch}";
        }
        catch (DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>This machine's.</summary>
    /// <exception cref="LlvmMissingException">There is no libLLVM.</exception>
    public static TargetMachine Host() => For(TargetOptions.Host);

    /// <summary>The one that the user names.</summary>
    /// <exception cref="LlvmMissingException">There is no libLLVM.</exception>
    /// <exception cref="TargetException">LLVM does not know the triple, the processor or a feature.</exception>
    public static TargetMachine For(TargetOptions options)
    {
        _made ??= [];
        if (!_made.TryGetValue(options, out var machine))
        {
            try
            {
                _made[options] = machine = new TargetMachine(options);
            }
            catch (DllNotFoundException e)
            {
                throw new LlvmMissingException(e);
            }
        }

        return machine;
    }

    // LLVM complains of processors and features that it does not know on standard error, and goes on without them.
    private LLVMTargetMachineRef Create()
    {
        LLVMTargetMachineRef machine = default;
        var complaint = StandardError.Of(() =>
        {
            try
            {
                machine = LLVMTargetRef.GetTargetFromTriple(Triple).CreateTargetMachine(
                    Triple, Cpu, Features, (LLVMCodeGenOptLevel)Optimization,
                    IsHosted ? LLVMRelocMode.LLVMRelocPIC : LLVMRelocMode.LLVMRelocStatic, LLVMCodeModel.LLVMCodeModelDefault);
            }
            catch (ExternalException e)
            {
                throw new TargetException($"LLVM knows no target '{Triple}': {e.Message}", "see --target-triple in the documentation of 'snnc build'");
            }
        });
        var what = complaint.Split('\n')[0].Replace(" (ignoring processor)", "").Replace(" (ignoring feature)", "").Trim();
        return what == "" ? machine : throw new TargetException(
            $"LLVM, for '{Triple}': {what}", "--cpu takes LLVM's names of processors, as cortex-a72; --features takes a list as +v,-fma");
    }

    // Without the vendor, as most write it, LLVM would take the system for it.
    private static string Normalise(string triple)
    {
        var parts = triple.Split('-');
        return parts.Length is 2 or 3 && Systems.Contains(parts[1]) ? string.Join('-', [parts[0], "unknown", .. parts[1..]]) : triple;
    }

    private static (string Architecture, string? System) SystemOf(string triple) => (triple.Split('-')[0], triple.Split('-').ElementAtOrDefault(2));

    private static string Join(string given, string more) => string.Join(',', new[] { given, more }.Where(features => features != ""));

    private static string Take(sbyte* text)
    {
        var result = Marshal.PtrToStringUTF8((nint)text) ?? "";
        LLVM.DisposeMessage(text);
        return result;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;
using Snnc.Llvm.Emission;

namespace Snnc.Llvm.Products;

/// <summary>A network compiled to be called from C: code, header and weights, to be written to files.</summary>
public sealed class NativeProduct : IDisposable
{
    /// <summary>The multiple at which instances and weights begin.</summary>
    public const int Alignment = EntryPoints.Alignment;

    private const string LibraryPrefix = "lib";

    private readonly NativeModule _module;
    private readonly InstanceLayout _layout;
    private readonly NativeApi _api;

    private NativeProduct(NetworkEmitter emitter, NativeApi api, TargetMachine target)
    {
        (_module, _layout, _api, Target) = (emitter.Module, emitter.Layout, api, target);

        // C has no array without elements.
        var weights = new byte[Math.Max(emitter.Weights.Length, Alignment)];
        emitter.Weights.CopyTo(weights);
        WeightsLength = weights.Length;
        Header = CHeader.Print(api, InstanceSize, WeightsLength, Alignment, target.Triple);
        Weights = api.EmbedsWeights ? null : weights;
        AddEntryPoints(weights);
    }

    /// <summary>Gets what it is made for.</summary>
    public TargetMachine Target { get; }

    /// <summary>Gets what the names of its functions and files begin with: the network's name, as C allows it.</summary>
    public string Name => _api.Name;

    /// <summary>Gets the text of the C header; lines end in <c>\n</c>.</summary>
    public string Header { get; }

    /// <summary>Gets the numbers that the code reads and its caller hands over, or null where they are a constant of it.</summary>
    public byte[]? Weights { get; }

    /// <summary>Gets how many bytes these numbers are.</summary>
    public int WeightsLength { get; }

    /// <summary>Gets the bytes of an instance: states and buffers.</summary>
    public long InstanceSize => _layout.Size;

    /// <summary>Gets the bytes of a saved state.</summary>
    public long StateSize => _layout.StateEnd - InstanceLayout.Step;

    private LLVMModuleRef Module => _module.Module;

    /// <summary>Loads the constants of a plan and compiles it.</summary>
    /// <exception cref="LlvmMissingException">There is no libLLVM.</exception>
    /// <exception cref="TargetException">LLVM does not know the target.</exception>
    /// <exception cref="TensorFormatException">A container, tensor or value is not what the graph says.</exception>
    /// <exception cref="RunException">The network needs too much memory.</exception>
    public static NativeProduct Compile(ExecutionPlan plan, ITensorResolver resolver, ProductOptions options)
    {
        var product = Emit(plan, resolver, options);
        HostMemory.TrimHeap(product.WeightsLength);
        try
        {
            Optimizer.Run(product._module, product.Target);
            return product;
        }
        catch
        {
            product.Dispose();
            throw;
        }
    }

    /// <summary>The name of the file in a format, as its users expect it: <c>libDigits.so</c>.</summary>
    public string FileNameOf(NativeFormat format) => format switch
    {
        NativeFormat.LlvmIr => $"{Name}.ll",
        NativeFormat.Bitcode => $"{Name}.bc",
        NativeFormat.Assembly => $"{Name}.s",
        NativeFormat.Object => $"{Name}.o",
        _ when Target.IsWebAssembly => $"{Name}.wasm",
        _ when Target.Triple.Contains("windows", StringComparison.Ordinal) => $"{Name}.dll",
        _ when Target.Triple.Contains("darwin", StringComparison.Ordinal) || Target.Triple.Contains("macos", StringComparison.Ordinal)
            => $"{LibraryPrefix}{Name}.dylib",
        _ => $"{LibraryPrefix}{Name}.so",
    };

    /// <summary>Writes the code.</summary>
    /// <exception cref="MissingToolException">There is no linker for a shared library.</exception>
    /// <exception cref="TargetException">The target has no shared libraries.</exception>
    /// <exception cref="IOException">The file cannot be written, or linking fails.</exception>
    public void Write(NativeFormat format, string path)
    {
        switch (format)
        {
            case NativeFormat.LlvmIr:
                File.WriteAllText(path, Module.PrintToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                break;
            case NativeFormat.Bitcode:
                Check(Module.WriteBitcodeToFile(path) == 0, path, "it cannot be written");
                break;
            case NativeFormat.Shared:
                WriteShared(path);
                break;
            default:
                Emit(format == NativeFormat.Object ? LLVMCodeGenFileType.LLVMObjectFile : LLVMCodeGenFileType.LLVMAssemblyFile, path);
                break;
        }
    }

    /// <summary>Checks, before anything is written, that a format can be.</summary>
    /// <exception cref="MissingToolException">There is no linker for a shared library.</exception>
    /// <exception cref="TargetException">The target has no shared libraries.</exception>
    public static void Require(NativeFormat format, TargetMachine target)
    {
        if (format == NativeFormat.Shared)
        {
            Linker.For(target).Require();
        }
    }

    /// <summary>The programs that link shared libraries for this machine and the usual others.</summary>
    /// <returns>For each target: its processor, where the program is, or null, and the command that installs it.</returns>
    public static IEnumerable<(string Target, string? Path, string Remedy)> Linkers()
    {
        string?[] triples = [null, "aarch64-linux-gnu", "riscv64-linux-gnu", "wasm32-unknown-unknown"];
        return triples.Select(triple =>
        {
            var linker = Linker.For(TargetMachine.For(new TargetOptions(triple)));
            return (triple?.Split('-')[0] ?? "here", linker.Find(), linker.Remedy);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Module.Dispose();
        _module.Context.Dispose();
    }

    // A method of its own: what it packs is garbage when it returns.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static NativeProduct Emit(ExecutionPlan plan, ITensorResolver resolver, ProductOptions options)
    {
        var target = TargetMachine.For(options.Target);
        var api = new NativeApi(plan, target.IsHosted, options);
        var uses = new CodeUses(options.IsObserved, MayEndEarly: true, IsSmall: !target.IsHosted);
        return new NativeProduct(
            new NetworkEmitter(plan, new LoadedConstants(plan.Graph, resolver, holdsAll: false), target, api.Name, uses), api, target);
    }

    private void AddEntryPoints(byte[] weights)
    {
        LLVMValueRef? constant = _api.EmbedsWeights ? EntryPoints.EmbedWeights(_module, Name, weights) : null;
        if (Target.IsHosted)
        {
            EntryPoints.AddHeap(_module, Target, Name, InstanceSize, constant);
        }

        if (Target.IsWebAssembly)
        {
            EntryPoints.AddFusedMultiplyAdd(_module);
        }
    }

    private void WriteShared(string path)
    {
        var objectFile = path + ".o";
        try
        {
            Emit(LLVMCodeGenFileType.LLVMObjectFile, objectFile);
            Linker.For(Target).Link(Target, objectFile, path, _api.Symbols);
        }
        finally
        {
            File.Delete(objectFile);
        }
    }

    private void Emit(LLVMCodeGenFileType type, string path)
    {
        var isDone = Target.Machine.TryEmitToFile(Module, path, type, out var problem);
        Check(isDone, path, problem);
    }

    private static void Check(bool isDone, string path, string problem)
    {
        if (!isDone)
        {
            throw new IOException($"{path}: {problem}");
        }
    }
}

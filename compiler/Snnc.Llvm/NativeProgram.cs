using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;
using Snnc.Llvm.Emission;

namespace Snnc.Llvm;

/// <summary>A network compiled in memory, with its weights: shared by all instances of it.</summary>
public sealed unsafe class NativeProgram
{
    private const string Prefix = "network";
    private const int Alignment = 64;

    private readonly LLVMContextRef _context;
    private readonly LLVMExecutionEngineRef _engine;

    private NativeProgram(NetworkEmitter emitter)
    {
        _context = emitter.Module.Context;
        Layout = emitter.Layout;
        var options = LLVMMCJITCompilerOptions.Create();
        options.OptLevel = (uint)LLVMCodeGenOptLevel.LLVMCodeGenLevelAggressive;
        if (!emitter.Module.Module.TryCreateMCJITCompiler(out _engine, ref options, out var problem))
        {
            throw new InvalidOperationException($"There is no native code for this machine: {problem}");
        }

        WeightsLength = emitter.Weights.Length;
        Weights = HostMemory.Allocate(WeightsLength + Alignment);
        emitter.Weights.CopyTo(new Span<byte>(Weights, WeightsLength));
        Init = (delegate* unmanaged<void*, void*, void>)Address("init");
        Reset = (delegate* unmanaged<void*, void>)Address("reset");
        Activity = emitter.CountsActivity ? (delegate* unmanaged<void*, double*, void>)Address("activity") : null;
        if (Layout.Time.IsStream)
        {
            Step = (delegate* unmanaged<void*, void**, void**, byte*, int>)Address("step");
        }
        else
        {
            Run = (delegate* unmanaged<void*, long, void**, void**, int>)Address("run");
            RunUntil = Layout.Answer is null ? null : (delegate* unmanaged<void*, float, int, long, void**, void**, int>)Address("run_until");
            RunBatch = (delegate* unmanaged<void*, long, long, void**, void**, int>)Address("run_batch");
        }
    }

    /// <summary>Frees code and weights.</summary>
    ~NativeProgram()
    {
        HostMemory.Free(Weights);
        _engine.Dispose();
        _context.Dispose();
    }

    /// <summary>Gets the plan that the code is of.</summary>
    public ExecutionPlan Plan => Layout.Plan;

    internal InstanceLayout Layout { get; }

    internal void* Weights { get; }

    internal int WeightsLength { get; }

    internal delegate* unmanaged<void*, void*, void> Init { get; }

    internal delegate* unmanaged<void*, void> Reset { get; }

    internal delegate* unmanaged<void*, void**, void**, byte*, int> Step { get; }

    internal delegate* unmanaged<void*, long, void**, void**, int> Run { get; }

    internal delegate* unmanaged<void*, float, int, long, void**, void**, int> RunUntil { get; }

    internal delegate* unmanaged<void*, double*, void> Activity { get; }

    internal delegate* unmanaged<void*, long, long, void**, void**, int> RunBatch { get; }

    /// <summary>Loads the constants of a plan and compiles it for this machine.</summary>
    /// <exception cref="LlvmMissingException">There is no libLLVM.</exception>
    /// <exception cref="TensorFormatException">A container, tensor or value is not what the graph says.</exception>
    /// <exception cref="RunException">The network needs too much memory.</exception>
    /// <param name="isObserved">Whether instances may be watched, which keeps the numbers of every step in memory.</param>
    /// <param name="mayEndEarly">Whether inferences may end once they are sure; then the code is made for both.</param>
    public static NativeProgram Compile(ExecutionPlan plan, ITensorResolver resolver, bool isObserved, bool mayEndEarly = false)
    {
        var program = Make(plan, resolver, new CodeUses(isObserved, mayEndEarly));
        HostMemory.TrimHeap(program.WeightsLength);
        return program;
    }

    // A method of its own: what it packs is garbage when it returns.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static NativeProgram Make(ExecutionPlan plan, ITensorResolver resolver, CodeUses uses)
    {
        var target = TargetMachine.Host();
        var emitter = new NetworkEmitter(plan, new LoadedConstants(plan.Graph, resolver, holdsAll: false), target, Prefix, uses);
        Optimizer.Run(emitter.Module, target);
        return new NativeProgram(emitter);
    }

    private ulong Address(string function) => _engine.GetFunctionAddress($"{Prefix}_{function}");
}

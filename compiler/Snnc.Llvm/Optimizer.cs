using System;
using LLVMSharp.Interop;
using Snnc.Llvm.Emission;

namespace Snnc.Llvm;

/// <summary>LLVM's own passes.</summary>
internal static class Optimizer
{
    /// <summary>Verifies a module and runs the pipeline of the target's level on it.</summary>
    /// <exception cref="InvalidOperationException">The module is wrong, which is an error of the emitter.</exception>
    public static void Run(NativeModule emitted, TargetMachine target)
    {
        var module = emitted.Module;
        if (!module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out var problem))
        {
            throw new InvalidOperationException($"The emitted module is wrong: {problem}");
        }

        var options = LLVMPassBuilderOptionsRef.Create();
        options.SetLoopUnrolling(!emitted.IsLarge);
        var isDone = module.TryRunPasses($"default<O{target.Optimization}>", target.Machine, options, out problem);
        options.Dispose();
        if (!isDone)
        {
            throw new InvalidOperationException($"The module cannot be optimised: {problem}");
        }
    }
}

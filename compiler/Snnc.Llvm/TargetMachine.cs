using System;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;

namespace Snnc.Llvm;

/// <summary>The processor that code is made for.</summary>
public sealed unsafe class TargetMachine
{
    private static readonly Lazy<TargetMachine> OfHost = new(() => new TargetMachine());

    private TargetMachine()
    {
        if (LLVM.InitializeNativeTarget() != 0 || LLVM.InitializeNativeAsmPrinter() != 0)
        {
            throw new PlatformNotSupportedException($"There is no native code for {RuntimeInformation.ProcessArchitecture}.");
        }

        Triple = LLVMTargetRef.DefaultTriple;
        Cpu = Take(LLVM.GetHostCPUName());
        Features = Take(LLVM.GetHostCPUFeatures());
        Machine = LLVMTargetRef.GetTargetFromTriple(Triple).CreateTargetMachine(
            Triple, Cpu, Features, LLVMCodeGenOptLevel.LLVMCodeGenLevelAggressive, LLVMRelocMode.LLVMRelocPIC, LLVMCodeModel.LLVMCodeModelDefault);
        DataLayout = Machine.CreateTargetDataLayout().StringRepresentation;
    }

    /// <summary>Gets the name of processor, system and binary interface.</summary>
    public string Triple { get; }

    /// <summary>Gets the processor's name.</summary>
    public string Cpu { get; }

    /// <summary>Gets what it can do, as <c>+avx2,-avx512f ...</c>.</summary>
    public string Features { get; }

    internal LLVMTargetMachineRef Machine { get; }

    internal string DataLayout { get; }

    /// <summary>This machine's.</summary>
    /// <exception cref="LlvmMissingException">There is no libLLVM.</exception>
    public static TargetMachine Host()
    {
        try
        {
            return OfHost.Value;
        }
        catch (DllNotFoundException e)
        {
            throw new LlvmMissingException(e);
        }
    }

    private static string Take(sbyte* text)
    {
        var result = Marshal.PtrToStringUTF8((nint)text) ?? "";
        LLVM.DisposeMessage(text);
        return result;
    }
}

using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Llvm.Tests;

/// <summary>The members of LLVMSharp.Interop that the compiler uses: they are the package's, and they work.</summary>
public sealed unsafe class LLVMSharpTests
{
    private static Assembly Library => typeof(LLVMContextRef).Assembly;

    [Fact]
    public void Members_ThatAreUsed_AreThoseOfThePackage()
    {
        var surface = Library.GetExportedTypes().SelectMany(PublicSurface.Of).ToList();

        // What stands in for the package has some of the listed members; the package itself has them all, and more.
        (Library.GetType("LLVMSharp.Interop.NativeMethods") is null ? Listing.Lines.Except(surface) : surface.Except(Listing.Lines)).ShouldBeEmpty();
    }

    [Fact]
    public void Listing_HoldsTheBuilder()
    {
        Listing.Lines.ShouldContain("LLVMBuilderRef: LLVMValueRef BuildFAdd(LLVMValueRef LHS, LLVMValueRef RHS, string Name = )");
    }

    [LlvmFact]
    public void Jit_OfASum_Adds()
    {
        LLVM.InitializeNativeTarget().ShouldBe(0);
        LLVM.InitializeNativeAsmPrinter().ShouldBe(0);
        var context = LLVMContextRef.Create();
        var module = context.CreateModuleWithName("sum");
        EmitSum(context, module);
        module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out var problem).ShouldBeTrue(problem);
        var machine = HostMachine();
        var passes = LLVMPassBuilderOptionsRef.Create();
        module.TryRunPasses("default<O3>", machine, passes, out problem).ShouldBeTrue(problem);
        passes.Dispose();

        var options = LLVMMCJITCompilerOptions.Create();
        module.TryCreateMCJITCompiler(out var engine, ref options, out problem).ShouldBeTrue(problem);
        var sum = (delegate* unmanaged<float, float, float>)engine.GetFunctionAddress("sum");

        sum(1.5f, 2.25f).ShouldBe(3.75f);
        engine.Dispose();
        context.Dispose();
    }

    [LlvmFact]
    public void RunPasses_OfAnUnknownName_SaysSo()
    {
        LLVM.InitializeNativeTarget().ShouldBe(0);
        var context = LLVMContextRef.Create();
        var module = context.CreateModuleWithName("empty");
        var passes = LLVMPassBuilderOptionsRef.Create();

        module.TryRunPasses("no-such-pass", HostMachine(), passes, out var problem).ShouldBeFalse();

        problem.ShouldContain("no-such-pass");
        passes.Dispose();
        module.Dispose();
        context.Dispose();
    }

    [LlvmFact]
    public void PrintToString_OfAModule_IsItsText()
    {
        var context = LLVMContextRef.Create();
        var module = context.CreateModuleWithName("text");
        module.Target = "aarch64-linux-gnu";
        EmitSum(context, module);

        var text = module.PrintToString();

        text.ShouldContain("define float @sum(float %0, float %1)");
        text.ShouldContain("target triple = \"aarch64-linux-gnu\"");
        module.Dispose();
        context.Dispose();
    }

    private static LLVMTargetMachineRef HostMachine()
    {
        var cpu = LLVM.GetHostCPUName();
        var features = LLVM.GetHostCPUFeatures();
        var machine = LLVMTargetRef.GetTargetFromTriple(LLVMTargetRef.DefaultTriple).CreateTargetMachine(
            LLVMTargetRef.DefaultTriple, Marshal.PtrToStringUTF8((nint)cpu)!, Marshal.PtrToStringUTF8((nint)features)!,
            LLVMCodeGenOptLevel.LLVMCodeGenLevelAggressive, LLVMRelocMode.LLVMRelocPIC, LLVMCodeModel.LLVMCodeModelDefault);
        LLVM.DisposeMessage(cpu);
        LLVM.DisposeMessage(features);
        return machine;
    }

    private static void EmitSum(LLVMContextRef context, LLVMModuleRef module)
    {
        var real = context.FloatType;
        var function = module.AddFunction("sum", LLVMTypeRef.CreateFunction(real, [real, real]));
        var builder = context.CreateBuilder();
        builder.PositionAtEnd(context.AppendBasicBlock(function, "entry"));
        builder.BuildRet(builder.BuildFAdd(function.GetParam(0), function.GetParam(1)));
        builder.Dispose();
    }
}

using System;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Shouldly;
using Snnc.Compiler.CSharp;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Execution.Tests;

public sealed class CSharpHostTests
{
    [Fact]
    public void Load_TextThatDoesNotCompile_AsksToReportIt()
    {
        var error = Should.Throw<EmittedCodeException>(() => CSharpHost.Load("namespace N;\nclass C { int X => y; }", "N.C"));

        error.Message.ShouldBe("the C# made for 'N.C' does not compile (CS0103 in line 2): this is an error of snnc, not of the program");
        error.Hint.ShouldContain("report");
        error.EmittedSource.ShouldContain("class C");
    }

    [Fact]
    public void Load_TextWithoutTheNetwork_AsksToReportIt() =>
        Should.Throw<EmittedCodeException>(() => CSharpHost.Load("public class C;", "D")).Message.ShouldContain("it holds no network");

    [Fact]
    public void Network_NoLongerUsed_IsUnloaded()
    {
        var code = RunOnce();
        for (var i = 0; i < 20 && code.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        code.IsAlive.ShouldBeFalse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunOnce()
    {
        var graph = Frames().Input("x", Frame(2)).Node("y", new ActivationOp(ActivationKind.Relu), Frame(2), "x").Output("y");
        var source = CSharpEmitter.Emit(PlainPlanner.Plan(graph.Graph), CSharpOptions.Default);
        var network = CSharpHost.Load(source, "Snnc.Generated.Test").Create(new TensorWeightSource(graph.Graph, graph.Tensors));
        var outputs = RunArguments.CreateOutputs(network);
        network.Run(0, [[-1, 1]], outputs);
        outputs[0].ShouldBe(new float[] { 0, 1 });
        return new WeakReference(AssemblyLoadContext.GetLoadContext(network.GetType().Assembly));
    }
}

using System.Linq;
using Shouldly;
using Snnc.Compiler;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;
using Snnc.Import.Nir;
using Snnc.Import.Nir.Exporting;
using Snnc.Tensors;
using Xunit;

namespace Snnc.Import.Tests.Nir;

/// <summary>Programs as NIR: what is said, what is noted, and what cannot be said.</summary>
public sealed class ExportTests
{
    [Theory]
    [InlineData("x -> n: maxpool2d(2)", "'n' is a maxpool2d, which NIR has no primitive for")]
    [InlineData("x -> n: relu", "'n' is a relu, which NIR has no primitive for")]
    [InlineData("x -> n: alif()", "'n' is of the model 'alif', which NIR has no primitive for")]
    [InlineData("x -> n: mine()", "'n' is of the model 'mine', which NIR has no primitive for")]
    [InlineData("x -> m: lif() -> n: lif(reset = zero)", "'n' and 'm' differ in their reset, of which NIR says nothing, so that all must be alike")]
    public void Node_ThatNirCannotSay_IsNamed(string chain, string message)
    {
        var program = $"neuron mine {{ state v = 0; input i; update {{ v += i; }} emit v; }}\n"
            + $"network N {{ time {{ step = 1 ms; steps = 4; }} input x: spikes[1, 4, 4]; {chain}; output y = n; }}";

        Should.Throw<ImportException>(() => Export(program)).Message.ShouldBe(message);
    }

    [Fact]
    public void State_ThatIsRead_IsAnError() => Should.Throw<ImportException>(
        () => Export("network N { time { step = 1 ms; steps = 4; } input x: spikes[4]; x -> n: lif(); output y = last(n.v); }"))
        .Message.ShouldBe("output 'y' reads the state 'v' of 'n', which NIR cannot say");

    [Fact]
    public void Decoder_OfAnOutput_IsLeftOutAndNoted()
    {
        var exported = Export("network N { time { step = 1 ms; steps = 4; } input x: spikes[4]; x -> n: lif(); output y = argmax(count(n)); }");

        exported.Notes.ShouldBe(["NIR has no decoders: output 'y' is 'n' in every step, without its argmax of count"]);
        exported.Options.ShouldBe("--convention nir --method exact --reset subtract --dt 1ms --unit s --input spikes --steps 4");
    }

    [Fact]
    public void Sum_OfBranches_IsSeveralEdges()
    {
        var exported = Export("network N { time { steps = 4; } input x: signal[4]; x -> a: scale(2); x -> b: scale(3); (a, b) -> s: add -> c: scale(4); output y = c; }");

        exported.Graph.Edges.ShouldBe([new("a", "c"), new("b", "c"), new("c", "y"), new("x", "a"), new("x", "b")], ignoreOrder: true);
    }

    [Fact]
    public void Delay_InACycle_IsLeftToTheImport_AnyOtherIsANode()
    {
        const string Loop = "x -> n: lif(); n -> w: scale(0.5) -> d: delay(1 step) -> n;";
        const string Late = "x -> n: lif(); n -> d: delay(1 step) -> w: scale(0.5) -> n;";

        Types(Loop).ShouldContain("Delay");
        Types(Late).ShouldNotContain("Delay");
        Types("x -> d: delay(1 step) -> n: lif();").ShouldContain("Delay");
        Types("x -> d: delay(3 ms) -> n: lif();").ShouldContain("Delay");
    }

    private static string[] Types(string chains)
    {
        var exported = Export($"network N {{ time {{ step = 1 ms; steps = 4; }} input x: signal[4]; {chains} output y = n; }}");
        return [.. exported.Graph.Nodes.OfType<NirPrimitive>().Select(node => node.Type)];
    }

    private static ExportedNetwork Export(string program)
    {
        var compilation = Compilation.Create(new SourceText("net.snn", program), new NoFiles(), new FileTensorResolver());
        compilation.Diagnostics.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message).ShouldBeEmpty();
        return NirExporter.Export(compilation.Networks[0], new FileTensorResolver());
    }

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;
    }
}

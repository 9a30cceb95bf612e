using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Compiler.Tests.Passes;

public sealed class PassSelectionTests
{
    [Theory]
    [InlineData("-fusion,-hoist", "fusion hoist")]
    [InlineData("all", "")]
    [InlineData("", "")]
    [InlineData("all, -placement", "placement")]
    [InlineData("-merge,merge", "")]
    public void Read_NamesTurnedOff_AreDisabled(string list, string disabled) =>
        PassSelection.Read(list, out _)!.Disabled.OrderBy(name => name).ShouldBe(disabled.Split(' ').Where(name => name != ""));

    [Theory]
    [InlineData("none", "")]
    [InlineData("hoist,fusion", "hoist fusion")]
    [InlineData("all,none,merge", "merge")]
    public void Read_NamesWithoutASign_AreAllThatIsOn(string list, string on)
    {
        var options = PassSelection.Read(list, out _)!;

        PassSelection.Names.Where(options.IsOn).ShouldBe(on.Split(' ').Where(name => name != ""));
    }

    [Theory]
    [InlineData("hoist,fission", "fission")]
    [InlineData("-fission", "-fission")]
    [InlineData("-all", "-all")]
    public void Read_UnknownWord_IsTold(string list, string word)
    {
        PassSelection.Read(list, out var unknown).ShouldBeNull();
        unknown.ShouldBe(word);
    }

    [Fact]
    public void Pipeline_PassThatIsOff_DoesNotRun()
    {
        var graph = new GraphBuilder(2).Input("x", Signal(2)).Real("k", [], 1).Node("dead", new ScaleOp("k"), Signal(2), "x").Output("x").Graph;

        PassPipeline.Run(graph, PassSelection.Read("-canonicalise", out _)!).Nodes.Count.ShouldBe(2);
        PassPipeline.Run(graph, PassSelection.Read("canonicalise", out _)!).Nodes.Count.ShouldBe(1);
    }
}

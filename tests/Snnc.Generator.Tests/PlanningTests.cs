using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Shouldly;
using Snnc.Compiler.Collections;
using Snnc.Compiler.CSharp;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Tensors.Manifests;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Generator.Tests;

/// <summary>What a project says of how its networks are planned.</summary>
public sealed class PlanningTests
{
    private const string Generated = "spiking.snn.Spiking.g.cs";

    [Fact]
    public void Activity_ThatWasRecorded_ChoosesTheKernelsOfTheCommandLine()
    {
        var code = Host(Samples.Recorded("0.9", "0.002")).Run().Files[Generated];

        code.ShouldContain("DenseTiles.Sum(_x_rows, _fc_weights");
        code.ShouldContain("EventTiles.Sum(_h_lists, _fd_weights");
        var activity = new ActivityProfile("Spiking", new Dictionary<string, double> { ["x"] = 0.9, ["h"] = 0.002 });
        BodyOf(code).ShouldBe(BodyOf(Planned(graph => graph, activity)));
    }

    [Fact]
    public void Activity_OfOtherPrograms_ChangesNothing()
    {
        var plain = Host("snnm 1\n").Run().Files[Generated];

        Host(Samples.Recorded("0.9", "0.9").Replace("spiking.snn", "other.snn")).Run().Files[Generated].ShouldBe(plain);
        Host(Samples.Recorded("0.9", "0.9").Replace("\tSpiking\t", "\tOther\t")).Run().Files[Generated].ShouldBe(plain);
        plain.ShouldContain("EventTiles.Sum(_x_lists, _fc_weights");
    }

    [Fact]
    public void Activity_ThatIsRecordedAnew_CompilesItsNetworkAlone()
    {
        var host = Host(Samples.Recorded("0.9", "0.002"));
        host.Run();
        host.Edit("obj/networks.snnmanifest", _ => Samples.Recorded("0.002", "0.002"));

        var result = host.Run();

        result.Files[Generated].ShouldContain("EventTiles.Sum(_x_lists, _fc_weights");
        result.Reasons(SnnGenerator.Programs).ShouldBe([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], ignoreOrder: true);
    }

    [Theory]
    [InlineData("int8", true)]
    [InlineData("INT8", true)]
    [InlineData("float", false)]
    [InlineData("", false)]
    public void Precision_OfTheItem_RoundsTheWeights(string precision, bool isRounded)
    {
        var code = Host("snnm 1\n").With("spiking.snn", "SnnPrecision", precision).Run().Files[Generated];

        BodyOf(code).ShouldBe(BodyOf(Planned(isRounded ? ByteWeights.Round : graph => graph, null)));
        code.Contains("TiledByteWeights").ShouldBe(isRounded);
    }

    private static ProjectHost Host(string networks) => new(
        ("spiking.snn", Samples.Spiking),
        ("plain.snn", Samples.Plain),
        ("obj/spiking.npz.snnmanifest", Samples.SpikingWeights),
        ("obj/networks.snnmanifest", networks));

    // What comes after loading: where weights are from is the build's own affair.
    private static string BodyOf(string code) => string.Join("\n", code.Split('\n').Where(line => !line.TrimStart().StartsWith("#line")).SkipWhile(line => !line.Contains(" Clone()")));

    private static string Planned(System.Func<Graph, Graph> change, ActivityProfile? activity)
    {
        var tensors = new Manifests(ManifestText.ReadContainer(Samples.SpikingWeights)!);
        var graph = Snnc.Compiler.Compilation.Create(new SourceText("spiking.snn", Samples.Spiking), new NoSources(), tensors).Graphs.Single();
        var passes = PassOptions.Default with { Tensors = tensors, Activity = activity };
        return CSharpEmitter.Emit(Planner.Plan(PassPipeline.Run(change(graph), passes), passes), CSharpOptions.Default with { Namespace = "App" });
    }

    private sealed class NoSources : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;
    }

    private sealed class Manifests(TensorManifest manifest) : ITensorResolver, ITensorSource
    {
        public string Name => manifest.Path;

        public IReadOnlyList<TensorInfo> Tensors => [.. manifest.Tensors.Select(tensor => tensor.Info)];

        public ITensorSource Open(string sourcePath, string reference) => this;

        public TensorData Read(string key) => throw new TensorFormatException(Name, "its values are not read");
    }
}

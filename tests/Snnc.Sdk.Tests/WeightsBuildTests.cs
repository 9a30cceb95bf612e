using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Tensors.Manifests;
using Snnc.Runtime;
using Snnc.Tasks;
using Snnc.Tensors;
using Xunit;

namespace Snnc.Sdk.Tests;

/// <summary>What the task makes of weights, without MSBuild around it.</summary>
public sealed class WeightsBuildTests : IDisposable
{
    private readonly ConsumerProject _project = new ConsumerProject(Directory.CreateTempSubdirectory("snnc-task-").FullName).WithLayer();

    private string Blob => Made("layer.snn.Layer.snnw");

    public void Dispose() => Directory.Delete(_project.Folder, recursive: true);

    [Fact]
    public void Network_GetsItsTensors_InAFileOfItsOwn()
    {
        _project.WriteWeights("other.npz", "unused", 1, 2);

        Build().ShouldBeEmpty();

        using var file = WeightFile.Open(Blob);
        file.Names.ShouldBe([("w", "fc.weight")]);
        file.Read("w", "fc.weight").ToDoubles().ShouldBe([1, 2, 3, 4]);
        Directory.EnumerateFiles(Made("")).Select(Path.GetFileName).ShouldBe(
            ["layer.npz.snnmanifest", "layer.snn.Layer.snnw", "networks.snnmanifest", "other.npz.snnmanifest", "pack.state", "programs.list"], ignoreOrder: true);
    }

    [Fact]
    public void Manifest_TellsOfTensors_AndOfTheValuesThatWereRead()
    {
        NpzWriter.Write(_project.PathOf("layer.npz"), [new("fc.weight", [2, 2], new float[] { 0, -2, 0.5f, 0 }), new("n", [], new long[] { 7 })]);

        Build();

        var manifest = ManifestText.ReadContainer(File.ReadAllText(Made("layer.npz.snnmanifest")))!;
        manifest.Path.ShouldBe("layer.npz");
        manifest.Tensors.ShouldBe(
        [
            new ManifestTensor(new TensorInfo("fc.weight", DType.Float32, [2, 2]), new TensorStatistics(-2, 0.5, 2)),
            new ManifestTensor(new TensorInfo("n", DType.Int64, []), null),
        ]);
    }

    [Fact]
    public void Networks_AreListed_WithTheHashOfTheirWeights()
    {
        Build(contentFolder: "weights/App");

        var network = ManifestText.ReadNetworks(File.ReadAllText(Made("networks.snnmanifest"))).Single();
        network.ShouldBe(new PackedNetwork("layer.snn", "Layer", "weights/App/layer.snn.Layer.snnw", false, Sha256.OfFile(Blob)));
    }

    [Fact]
    public void Network_ThatChangedElsewhere_KeepsItsFile()
    {
        Build();
        var (made, before) = (File.GetLastWriteTimeUtc(Blob), File.ReadAllText(Made("networks.snnmanifest")));
        var stamp = File.GetLastWriteTimeUtc(_project.PathOf("layer.npz"));

        // Were the weights read again, others would be found.
        _project.WriteWeights("layer.npz", "fc.weight", 9, 2, 3, 4);
        File.SetLastWriteTimeUtc(_project.PathOf("layer.npz"), stamp);
        _project.Write("layer.snn", ConsumerProject.Network.Replace("output y = fc;", "fc -> r: relu; output y = r;"));
        Build().ShouldBeEmpty();

        File.GetLastWriteTimeUtc(Blob).ShouldBe(made);
        File.ReadAllText(Made("networks.snnmanifest")).ShouldBe(before);
    }

    [Fact]
    public void Weights_ThatChanged_ArePackedAgain()
    {
        Build();
        _project.WriteWeights("layer.npz", "fc.weight", 1, 2, 3, 5);
        File.SetLastWriteTimeUtc(_project.PathOf("layer.npz"), DateTime.UtcNow.AddSeconds(5));

        Build();

        using var file = WeightFile.Open(Blob);
        file.Read("w", "fc.weight").ToDoubles().ShouldBe([1, 2, 3, 5]);
    }

    [Fact]
    public void Weights_WithTheSameValues_LeaveTheFileAlone()
    {
        Build();
        var made = File.GetLastWriteTimeUtc(Blob);
        File.SetLastWriteTimeUtc(_project.PathOf("layer.npz"), DateTime.UtcNow.AddSeconds(5));

        Build();

        File.GetLastWriteTimeUtc(Blob).ShouldBe(made);
    }

    [Fact]
    public void Program_WithErrors_KeepsWhatItHad_AndIsLeftToTheGenerator()
    {
        Build();
        _project.Write("layer.snn", ConsumerProject.Network.Replace("output y = fc;", "output y = ;"));

        Build().ShouldBeEmpty();

        File.Exists(Blob).ShouldBeTrue();
    }

    [Fact]
    public void Network_ThatIsGone_TakesItsFileWithIt()
    {
        Build();
        _project.Write("layer.snn", ConsumerProject.Network.Replace("network Layer", "network Other"));

        Build();

        File.Exists(Blob).ShouldBeFalse();
        File.Exists(Made("layer.snn.Other.snnw")).ShouldBeTrue();
    }

    [Fact]
    public void Weights_ThatAreNotFinite_AreAnErrorOfTheProgram()
    {
        _project.WriteWeights("layer.npz", "fc.weight", 1, 2, float.PositiveInfinity, 4);

        var found = Build().Single();

        found.Message.ShouldBe("layer.npz: tensor 'fc.weight'[1, 0] is Infinity");
        (found.Location.Path, found.Location.Start.Line, found.Location.Start.Column).ShouldBe((_project.PathOf("layer.snn"), 2, 17));
        File.Exists(Made("pack.state")).ShouldBeFalse("the next build must find the error again");
    }

    [Fact]
    public void Weights_ThatCannotBeRead_SaySoInTheirManifest()
    {
        _project.Write("layer.npz", "not an archive");

        Build().ShouldBeEmpty("the generator reports it where a program names the file");

        ManifestText.ReadContainer(File.ReadAllText(Made("layer.npz.snnmanifest")))!.Error.ShouldNotBeNull().ShouldContain("the first bytes are");
    }

    [Fact]
    public void Activity_IsTold_ByProgramAndNetwork()
    {
        _project.Write("busy.json", """{"network": "Layer", "nodes": [{"name": "x", "density": 0.25}, {"name": "fc", "rate": 0.5}]}""");

        Build(activity: "busy.json").ShouldBeEmpty();

        ManifestText.ReadActivities(File.ReadAllText(Made("networks.snnmanifest"))).Single()
            .ShouldBe(new RecordedNetwork("layer.snn", "Layer", [new RecordedNode("x", 0.25), new RecordedNode("fc", 0.5)]));
        File.ReadAllText(Made("programs.list")).ShouldBe($"\"{_project.PathOf("layer.snn")}\" --activity \"{_project.PathOf("busy.json")}\"");
    }

    [Fact]
    public void Activity_OfAProgramWithErrors_StaysAsItWas()
    {
        _project.Write("busy.json", """{"network": "Layer", "nodes": [{"name": "x", "density": 0.25}]}""");
        Build(activity: "busy.json");
        var before = File.ReadAllText(Made("networks.snnmanifest"));
        _project.Write("layer.snn", ConsumerProject.Network.Replace("output y = fc;", "output y = ;"));

        Build(activity: "busy.json").ShouldBeEmpty();

        File.ReadAllText(Made("networks.snnmanifest")).ShouldBe(before);
    }

    [Theory]
    [InlineData(null, "SNN0801", 1, "there is no such file")]
    [InlineData("{\n  \"network\" 3", "SNN0850", 2, "the file is no JSON")]
    [InlineData("{}", "SNN0851", 1, "the file has no field 'network'")]
    [InlineData("{\"network\": \"Lair\", \"nodes\": []}", "SNN0852", 1, "of network 'Lair'")]
    [InlineData("{\"network\": \"Layer\", \"nodes\": [{\"name\": \"fd\", \"density\": 1}]}", "SNN0853", 1, "has no node 'fd'")]
    [InlineData("{\"network\": \"Layer\", \"nodes\": [{\"name\": \"fc\", \"density\": 2}]}", "SNN0854", 1, "'fc'")]
    public void Activity_ThatCannotBeUsed_IsAnErrorAtItsPlace(string? text, string code, int line, string message)
    {
        if (text is not null)
        {
            _project.Write("busy.json", text);
        }

        var found = Build(activity: "busy.json").Single();

        (found.Code, found.Location.Path).ShouldBe((code, _project.PathOf("busy.json")));
        found.Message.ShouldContain(message);
        (found.Location.Source.Content.Length == 0 ? 1 : found.Location.Start.Line).ShouldBe(line);
        File.Exists(Made("pack.state")).ShouldBeFalse("the next build must find the error again");
        ManifestText.ReadNetworks(File.ReadAllText(Made("networks.snnmanifest"))).Count.ShouldBe(1);
    }

    private string Made(string name) => _project.PathOf(Path.Combine("obj", "snn", name));

    private IReadOnlyList<Diagnostic> Build(string? contentFolder = null, string? activity = null) =>
        new WeightsBuild(_project.Folder, Made(""), contentFolder).Run(
            [new ProgramItem(_project.PathOf("layer.snn")) { Activity = activity is null ? null : _project.PathOf(activity) }],
            [.. Directory.EnumerateFiles(_project.Folder, "*.npz")]);
}

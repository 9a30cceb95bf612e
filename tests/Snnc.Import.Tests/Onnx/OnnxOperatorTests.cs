using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Import.Onnx;
using Snnc.Tensors;
using Snnc.Tensors.Onnx;
using Snnc.Tests;
using Xunit;

namespace Snnc.Import.Tests.Onnx;

/// <summary>Small models, each with the output that PyTorch computes; make.py beside them makes them.</summary>
public sealed class OnnxOperatorTests : IDisposable
{
    private static readonly ImportOptions Options = new("Net", "net.npz");
    private static readonly string Models = Repository.PathOf("tests", "Snnc.Import.Tests", "Onnx", "Operators");
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names() => [.. Directory.GetFiles(Models, "*.onnx").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_GivesTheOutputOfPyTorch(string name)
    {
        var program = new ImportedProgram(ModelFile.Import(Path.Combine(Models, name + ".onnx"), Options));
        var arrays = TensorFile.Open(Path.Combine(Models, name + ".npz"));
        var expected = arrays.Read("y").ToDoubles();

        var found = program.Run(Array.ConvertAll(arrays.Read("x").ToDoubles(), x => (float)x))[0];

        found.Length.ShouldBe(expected.Length, program.Text);
        found.Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(2e-5 * Math.Max(1, expected.Max(Math.Abs)), program.Text);
    }

    [Fact]
    public void BatchNorm_AfterAConvolution_IsPartOfItsWeights()
    {
        ModelFile.Import(Path.Combine(Models, "batchnorm_folded.onnx"), Options).Text.ShouldNotContain("batchnorm");
        ModelFile.Import(Path.Combine(Models, "residual_opset9.onnx"), Options).Text.ShouldNotContain("batchnorm");
    }

    [Fact]
    public void FunctionsThatAreWrittenOut_BecomeOneOperator()
    {
        ModelFile.Import(Path.Combine(Models, "layernorm_written_out.onnx"), Options).Text.ShouldContain("layernorm -> gelu");
    }

    [Fact]
    public void NodesWithoutCounterpart_AreAllNamed()
    {
        var model = Read("branches");
        OnnxNode[] nodes = [.. model.Graph.Nodes.Select(node => node.OpType is "Sigmoid" or "Tanh" ? node with { OpType = "Strange" + node.OpType, Name = node.OpType } : node)];

        var error = Should.Throw<ImportException>(() => OnnxImporter.Import(model with { Graph = model.Graph with { Nodes = nodes } }, Options));

        error.Message.ShouldBe("2 nodes have no counterpart: 'Sigmoid' (StrangeSigmoid): cannot be imported; 'Tanh' (StrangeTanh): cannot be imported");
        error.Hint.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(6)]
    [InlineData(22)]
    public void Opsets_BeyondThoseKnown_AreRefused(long opset)
    {
        var model = Read("clip") with { Opsets = new Dictionary<string, long> { [""] = opset } };

        Should.Throw<ImportException>(() => OnnxImporter.Import(model, Options)).Message.ShouldBe($"the model uses opset {opset} of ONNX's operators");
    }

    [Fact]
    public void OpenExtents_OtherThanTheBatch_AreRefused()
    {
        var model = Read("clip");
        var graph = model.Graph with { Inputs = [new OnnxValue("x", [null, 3, null, 5])] };

        var error = Should.Throw<ImportException>(() => OnnxImporter.Import(model with { Graph = graph }, Options));

        error.Message.ShouldBe("axis 2 of the input 'x' has no fixed extent");
    }

    [Fact]
    public void InputsWithoutABatch_KeepTheirFirstAxis()
    {
        var model = Read("matmul_rows");
        var network = OnnxImporter.Import(model with { Graph = model.Graph with { Inputs = [new OnnxValue("x", [6, 5])] } }, Options);

        network.Text.ShouldContain("input x: frame[6, 5];");
        network.Readings.ShouldHaveSingleItem().ShouldContain("so it is no batch");
        new ImportedProgram(network).Run(new float[30])[0].Length.ShouldBe(18);
    }

    [Fact]
    public void InputWithoutAxes_HasOneEntryInTheProgram()
    {
        var model = Read("square");
        var network = OnnxImporter.Import(model with { Graph = model.Graph with { Inputs = [new OnnxValue("x", [])] } }, Options);

        network.Text.ShouldContain("input x: frame[1];");
        new ImportedProgram(network).Run([3])[0].ShouldBe([9]);
    }

    [Fact]
    public void TwoValuesOfOneName_AreRefused()
    {
        var graph = Read("square").Graph;

        var error = Should.Throw<ImportException>(() => OnnxImporter.Import(
            Read("square") with { Graph = graph with { Nodes = [.. graph.Nodes, graph.Nodes[^1] with { Name = "again" }] } }, Options));

        error.Message.ShouldEndWith(": its output 'y' has the name of another value");
    }

    [Fact]
    public void EntryThatAnAxisDoesNotHave_IsToldByTheAxis()
    {
        var model = Read("entry");
        var graph = model.Graph with { Inputs = [new OnnxValue("x", [1, 1, 4])] };

        Should.Throw<ImportException>(() => OnnxImporter.Import(model with { Graph = graph }, Options)).Message.ShouldEndWith("(Gather): an axis of 1 has no entry 2");
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    [InlineData(2, int.MaxValue)]
    public void PartsThatAreNotTheirWhole_AreRefused(long first, long second)
    {
        var model = Read("split");
        var sizes = new OnnxAttribute("split", null, null, null, null, [], [first, second], false);
        OnnxNode[] nodes = [.. model.Graph.Nodes.Select(node => node.OpType == "Split"
            ? node with { Attributes = new Dictionary<string, OnnxAttribute>(node.Attributes) { ["split"] = sizes } } : node)];

        Should.Throw<ImportException>(() => OnnxImporter.Import(model with { Graph = model.Graph with { Nodes = nodes } }, Options)).Message
            .ShouldEndWith($"(Split): its parts of {first}, {second} are not the 4 of the axis");
    }

    // A damaged model is refused in one sentence, or is another model that compiles.
    [Fact]
    public void DamagedModels_GiveOneErrorOrANetwork()
    {
        var random = new Random(11);
        var sound = Directory.GetFiles(Models, "*.onnx").Order().Select(File.ReadAllBytes).ToList();
        var refused = 0;
        for (var i = 0; i < (FullRun.IsOn ? 2000 : 300); i++)
        {
            var path = _folder.PathOf("m.onnx");
            File.WriteAllBytes(path, Damaged(sound[i % sound.Count], random));
            refused += Refusal(path) is null ? 0 : 1;
        }

        refused.ShouldBeGreaterThan(50);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Damaged(byte[] sound, Random random)
    {
        var bytes = sound.ToArray();
        switch (random.Next(3))
        {
            case 0:
                for (var flips = random.Next(1, 5); flips > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                return bytes;
            case 1:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)];
            default:
                var start = random.Next(bytes.Length);
                bytes.AsSpan(start, Math.Min(random.Next(1, 9), bytes.Length - start)).Fill((byte)random.Next(256));
                return bytes;
        }
    }

    // Any exception but the two expected goes through and fails the test.
    private static string? Refusal(string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var network = ModelFile.Import(path, Options);
            if (network.Tensors.Sum(tensor => tensor.Values.LongLength) < 1 << 16)
            {
                _ = new ImportedProgram(network);
            }

            return null;
        }
        catch (Exception e) when (e is ImportException or TensorFormatException)
        {
            e.Message.ShouldNotEndWith(".");
            e.Message.ShouldNotContain("\n");
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1L << 28);
            return e.Message;
        }
    }

    private static OnnxModel Read(string name) => OnnxFile.Open(Path.Combine(Models, name + ".onnx"));
}

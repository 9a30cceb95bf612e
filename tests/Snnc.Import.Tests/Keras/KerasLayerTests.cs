using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Import.Keras;
using Snnc.Tensors;
using Snnc.Tensors.Hdf5;
using Snnc.Tests;
using Xunit;

namespace Snnc.Import.Tests.Keras;

/// <summary>Small models as Keras writes them, each with the output that PyTorch computes; make.py beside them makes them.</summary>
public sealed class KerasLayerTests : IDisposable
{
    private static readonly ImportOptions Options = new("Net", "net.npz");
    private static readonly string Models = Repository.PathOf("tests", "Snnc.Import.Tests", "Keras", "Layers");
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names() => [.. Directory.GetFiles(Models, "*.h5").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_GivesTheOutputOfPyTorch(string name)
    {
        var program = new ImportedProgram(ModelFile.Import(Path.Combine(Models, name + ".h5"), Options));
        var arrays = TensorFile.Open(Path.Combine(Models, name + ".npz"));
        var expected = arrays.Read("y").ToDoubles();

        var found = program.Run(Array.ConvertAll(arrays.Read("x").ToDoubles(), x => (float)x))[0];

        // Matrices come out channels first.
        var shape = arrays.Read("y").Shape;
        var ordered = shape.Rank < 2 ? found : [.. Enumerable.Range(0, found.Length).Select(i => found[(i % shape[1] * shape[0]) + (i / shape[1])])];
        ordered.Length.ShouldBe(expected.Length, program.Text);
        ordered.Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(2e-5 * Math.Max(1, expected.Max(Math.Abs)), program.Text);
    }

    [Fact]
    public void Flatten_BeforeADenseLayer_OrdersItsWeightInstead()
    {
        ModelFile.Import(Path.Combine(Models, "flatten_dense.h5"), Options).Text.ShouldNotContain("permute");
        ModelFile.Import(Path.Combine(Models, "flatten_alone.h5"), Options).Text.ShouldContain("permute(1, 2, 0)");
    }

    [Fact]
    public void LayersWithoutCounterpart_AreAllNamed()
    {
        var root = Hdf5File.Open(Path.Combine(Models, "branches.h5"));
        var configuration = root.Attributes["model_config"].ReadTexts()[0].Replace("SeparableConv2D", "LSTM").Replace("\"BatchNormalization\"", "\"Lambda\"");

        var error = Should.Throw<ImportException>(() => KerasImporter.Import(configuration, root, Options));

        error.Message.ShouldBe("2 layers have no counterpart: 'n' (Lambda): cannot be imported; 'p' (LSTM): cannot be imported");
    }

    [Fact]
    public void OpenShapes_AreRefused()
    {
        var root = Hdf5File.Open(Path.Combine(Models, "branches.h5"));
        var configuration = root.Attributes["model_config"].ReadTexts()[0].Replace("[null, 6, 6, 3]", "[null, null, 6, 3]");

        Should.Throw<ImportException>(() => KerasImporter.Import(configuration, root, Options)).Message.ShouldBe("the shape of the input 'i' is open");
    }

    // A damaged model is refused in one sentence, or is another model that compiles.
    [Fact]
    public void DamagedModels_GiveOneErrorOrANetwork()
    {
        var random = new Random(12);
        var sound = Directory.GetFiles(Models, "*.h5").Order().Select(File.ReadAllBytes).ToList();
        var refused = 0;
        for (var i = 0; i < (FullRun.IsOn ? 2000 : 200); i++)
        {
            var path = _folder.PathOf("m.h5");
            var bytes = sound[i % sound.Count].ToArray();
            for (var changes = random.Next(1, 8); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, i % 4 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            refused += IsRefused(() => ModelFile.Import(path, Options)) ? 1 : 0;
        }

        refused.ShouldBeGreaterThan(30);
    }

    // So are configurations with any of their characters changed.
    [Fact]
    public void DamagedConfigurations_GiveOneErrorOrANetwork()
    {
        var random = new Random(13);
        const string Characters = "0123456789-[]{},:\"nab";
        foreach (var name in new[] { "branches", "flatten_dense", "lines", "moves" })
        {
            var root = Hdf5File.Open(Path.Combine(Models, name + ".h5"));
            var sound = root.Attributes["model_config"].ReadTexts()[0];
            for (var i = 0; i < (FullRun.IsOn ? 500 : 60); i++)
            {
                var text = sound.ToCharArray();
                text[random.Next(text.Length)] = Characters[random.Next(Characters.Length)];
                _ = IsRefused(() => KerasImporter.Import(new string(text), root, Options));
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    // Any exception but the two expected goes through and fails the test.
    private static bool IsRefused(Func<ImportedNetwork> import)
    {
        try
        {
            _ = import();
            return false;
        }
        catch (Exception e) when (e is ImportException or TensorFormatException)
        {
            e.Message.ShouldNotEndWith(".");
            return true;
        }
    }
}

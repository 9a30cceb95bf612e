using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Tensors.Hdf5;
using Snnc.Tests;
using Xunit;

namespace Snnc.Tensors.Tests.Hdf5;

/// <summary>The NIR and Keras files beside the checkout, against their twins in other formats and what h5py shows of them.</summary>
public sealed class Hdf5RealDataTests
{
    [DataFact("nir/01_lif")]
    public void NirFile_HasTypesEdgesAndParameters()
    {
        var file = Open("nir/01_lif/lif_norse.nir");
        Texts(file, "version").ShouldBe(["0.1.1"]);
        Texts(file, "node/type").ShouldBe(["NIRGraph"]);
        Texts(file, "node/edges").ShouldBe(["input", "0", "0", "1", "1", "output"], ignoreOrder: true);
        Find<Hdf5Group>(file, "node/nodes").Children.Select(child => child.Name).ShouldBe(["0", "1", "input", "output"]);
        Texts(file, "node/nodes/1/type").ShouldBe(["LIF"]);

        var tau = Find<Hdf5Dataset>(file, "/node/nodes/1/tau");
        (tau.Path, tau.Name, tau.Kind, tau.ElementBytes).ShouldBe(("/node/nodes/1/tau", "tau", Hdf5Kind.Real, 4));
        tau.Shape.ShouldBe([1]);
        Find<Hdf5Dataset>(file, "node/nodes/input/shape").ReadIntegers().ShouldBe([1]);
    }

    [DataTheory("nir")]
    [InlineData("nir/02_cnn/cnn_sinabs")]
    [InlineData("nir/03_rnn/braille_noDelay_bias_zero")]
    public void NirFile_HoldsTheValuesOfItsTwin(string name)
    {
        var file = Open(name + ".nir");
        var twin = TensorFile.Open(Path.Combine(Repository.Data, name + ".npz"));
        twin.Tensors.Count.ShouldBeGreaterThan(10);
        foreach (var tensor in twin.Tensors.Where(tensor => tensor.Key.Contains('.', StringComparison.Ordinal)))
        {
            var (node, field) = (tensor.Key[..tensor.Key.LastIndexOf('.')], tensor.Key[(tensor.Key.LastIndexOf('.') + 1)..]);
            var dataset = Find<Hdf5Dataset>(file, $"node/nodes/{node}/{field}");
            dataset.Shape.ShouldBe(tensor.Shape.Extents, tensor.Key);
            dataset.ReadReals().ShouldBe(twin.Read(tensor.Key).ToDoubles(), tensor.Key);
        }
    }

    [DataFact("nxtf-mnist")]
    public void KerasFile_HasItsModelAndTheKnownRanges()
    {
        var file = Open("nxtf-mnist/a_minist_model_99pct.h5");
        file.Attributes["keras_version"].ReadTexts().ShouldBe(["2.2.2"]);
        file.Attributes["model_config"].ReadTexts()[0].ShouldStartWith("{\"class_name\": \"Model\"");

        var weights = Find<Hdf5Group>(file, "model_weights");
        weights.Attributes["layer_names"].ReadTexts().ShouldBe(
            ["input_1", "conv2d_1", "dropout_1", "conv2d_2", "dropout_2", "conv2d_3", "dropout_3", "conv2d_4", "flatten_1"]);
        weights.Children.OfType<Hdf5Group>().Single(layer => layer.Name == "flatten_1").Attributes["weight_names"].ReadReals().ShouldBeEmpty();

        var kernel = Find<Hdf5Dataset>(weights, "conv2d_3/conv2d_3/kernel:0");
        kernel.Shape.ShouldBe([3, 3, 32, 64]);
        var values = kernel.ReadSingles();
        (Math.Round(values.Min(), 3), Math.Round(values.Max(), 3)).ShouldBe((-0.388, 0.298));
    }

    [DataFact("models")]
    public void PackedNirFiles_HoldTheWeightsOfTheirModels()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Repository.Data, "models"), "*.nir", SearchOption.AllDirectories))
        {
            var datasets = All(Hdf5File.Open(path)).OfType<Hdf5Dataset>().ToList();
            datasets.ShouldAllBe(dataset => Length(dataset) == dataset.Shape.Aggregate(1, (product, extent) => product * extent));
        }
    }

    internal static IEnumerable<Hdf5Object> All(Hdf5Object from) =>
        from is Hdf5Group group ? group.Children.SelectMany(All).Prepend(from) : [from];

    private static int Length(Hdf5Dataset dataset) => dataset.Kind switch
    {
        Hdf5Kind.Text => dataset.ReadTexts().Length,
        Hdf5Kind.Integer => dataset.ReadIntegers().Length,
        _ => dataset.ReadReals().Length,
    };

    private static Hdf5Group Open(string path) => Hdf5File.Open(Path.Combine(Repository.Data, path));

    private static string[] Texts(Hdf5Group group, string path) => Find<Hdf5Dataset>(group, path).ReadTexts();

    private static T Find<T>(Hdf5Group group, string path)
        where T : Hdf5Object => group.TryFind(path, out var found) ? found.ShouldBeOfType<T>() : throw new InvalidOperationException($"no {path}");
}

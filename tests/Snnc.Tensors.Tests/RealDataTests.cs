using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Tests;

namespace Snnc.Tensors.Tests;

/// <summary>The files beside the checkout; expected values are those of the README in each folder.</summary>
public sealed class RealDataTests
{
    [DataFact("mnist")]
    public void MnistTestImages_ReadWithTheKnownMean()
    {
        var images = Open("mnist/t10k-images-idx3-ubyte.gz").Read("");
        images.Info.ShouldBe(new TensorInfo("", DType.UInt8, [10_000, 28, 28]));
        ((byte[])images.Values).Average(b => (double)b).ShouldBe(33.7912, 5e-5);
    }

    [DataFact("mnist")]
    public void MnistTestLabels_ReadWithTheKnownCounts()
    {
        var labels = (byte[])Open("mnist/t10k-labels-idx1-ubyte.gz").Read("").Values;
        labels.CountBy(l => l).OrderBy(c => c.Key).Select(c => c.Value).ShouldBe([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    }

    [DataFact("mnist")]
    public void MnistTrainImages_HaveTheirMean()
    {
        var values = (byte[])Open("mnist/train-images-idx3-ubyte.gz").Read("").Values;
        values.Average(b => (double)b).ShouldBe(33.3184, 5e-5);
    }

    [DataFact("mnist")]
    public void MnistFolder_HasAKeyPerFile()
    {
        var folder = TensorDirectory.Open(Path.Combine(Repository.Data, "mnist"));
        folder.Tensors.Select(t => $"{t.Key} {t.Shape}").ShouldBe(
        [
            "t10k-images-idx3-ubyte [10000, 28, 28]", "t10k-labels-idx1-ubyte [10000]",
            "train-images-idx3-ubyte [60000, 28, 28]", "train-labels-idx1-ubyte [60000]",
        ]);
        folder.Read("t10k-labels-idx1-ubyte").GetDouble(0).ShouldBe(7);
    }

    [DataFact("smnist-lsnn")]
    public void FolderOfNpy_HasTheWeightsAndNothingElse()
    {
        var folder = TensorDirectory.Open(Path.Combine(Repository.Data, "smnist-lsnn"));
        folder.Tensors.Select(t => $"{t.Key} {t.DType} {t.Shape}")
            .ShouldBe(["w_in Float32 [80, 240]", "w_out Float32 [240, 10]", "w_rec Float32 [240, 240]"]);
        folder.Tensors.Select(t => folder.Read(t.Key).ToDoubles().Count(v => v != 0)).ShouldBe([4_263, 846, 10_566]);
    }

    [DataFact("smnist-lsnn")]
    public void FortranArray_OfCounts_AddsUpRowByRow()
    {
        var expected = Open("smnist-lsnn/expected.npz");
        var perImage = (int[])expected.Read("spikes_1000").Values;
        var total = (long[])expected.Read("spikes_total_1000").Values;
        Enumerable.Range(0, 5).Select(c => Enumerable.Range(0, 1000).Sum(r => (long)perImage[(r * 5) + c])).ShouldBe(total);
        expected.Read("raster0_out").Shape.ToString().ShouldBe("[0, 2]");
    }

    [DataFact("nir/03_rnn")]
    public void BrailleInput_InFortranOrder_ComesOutInCOrder()
    {
        var input = Open("nir/03_rnn/braille_sample0.npz").Read("input");
        input.Info.ShouldBe(new TensorInfo("input", DType.UInt8, [256, 12]));
        var values = (byte[])input.Values;
        var firstSpikes = Enumerable.Range(0, values.Length).Where(i => values[i] != 0).Take(6).Select(i => (i / 12, i % 12));
        firstSpikes.ShouldBe([(7, 2), (7, 10), (8, 2), (8, 5), (8, 6), (8, 10)]);
        values.Sum(v => v).ShouldBe(539);
    }

    [DataFact("nmnist")]
    public void EventFrames_HoldTheEventsOfTheRecordings()
    {
        var frames = Open("nmnist/nmnist_test50_frames.npz");
        frames.Tensors.Select(t => $"{t.Key} {t.Shape}").ShouldBe(["events [50, 300, 2, 34, 34]", "labels [50]"]);
        var counted = ((byte[])frames.Read("events").Values).Sum(b => (long)b);
        var times = (int[])Open("nmnist/nmnist_test50.npz").Read("t_us").Values;
        counted.ShouldBe(times.Count(t => t < 300_000));
    }

    [DataFact("models")]
    public void EveryModel_ListsTheShapesOfItsReadme()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Data, "models", "README.md"));
        foreach (var path in Directory.GetFiles(Path.Combine(Repository.Data, "models"), "*.npz", SearchOption.AllDirectories))
        {
            var source = TensorFile.Open(path);
            var row = string.Join("; ", source.Tensors.Select(t => $"`{t.Key}` {t.Shape} {t.DType.ToString().ToLowerInvariant()}"));
            readme.ShouldContain($"| `{Path.GetFileName(path)}` ({new FileInfo(path).Length} B) | {row} |");
        }
    }

    [DataFact(".")]
    public void EveryArray_OfEveryArchive_Reads()
    {
        foreach (var path in Directory.GetFiles(Repository.Data, "*.npz", SearchOption.AllDirectories))
        {
            var source = TensorFile.Open(path);
            source.Tensors.ShouldAllBe(t => source.Read(t.Key).Values.Length == t.Shape.Size);
        }
    }

    private static ITensorSource Open(string path) => TensorFile.Open(Path.Combine(Repository.Data, path));
}

using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Hdf5;
using Snnc.Tests;
using Xunit;

namespace Snnc.Tensors.Tests.Hdf5;

/// <summary>What a program calls the arrays of .nir and .h5 files.</summary>
public sealed class TensorKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void NestedNetwork_HasKeysOfAllItsNodes()
    {
        var root = new Hdf5Content();
        root.Add("version", "1.0");
        var node = root.AddGroup("node");
        node.Add("type", "NIRGraph");
        node.AddTexts("edges", [1, 2], ["a.b", "sub"]);
        var nodes = node.AddGroup("nodes");
        var dotted = nodes.AddGroup("a.b");
        dotted.Add("type", "Linear");
        dotted.Add("weight", [1, 2], new float[] { 1, 2 });
        dotted.AddGroup("metadata").Add("dt", 0.001);
        var sub = nodes.AddGroup("sub");
        sub.Add("type", "NIRGraph");
        var conv = sub.AddGroup("nodes").AddGroup("conv");
        conv.Add("stride", [2], new long[] { 1, 2 });
        conv.Add("padding", "same");

        var source = Open("net.nir", root);
        source.Tensors.Select(tensor => $"{tensor.Key} {tensor.DType} {tensor.Shape}").ShouldBe(["a.b.weight Float32 [1, 2]", "sub.conv.stride Int64 [2]"]);
        source.Read("a.b.weight").Values.ShouldBe(new float[] { 1, 2 });
        Should.Throw<TensorFormatException>(() => source.Read("sub.conv.padding")).Message
            .ShouldBe("'sub.conv.padding' cannot be read: it holds texts, and only numbers can be weights or data");
        Should.Throw<TensorFormatException>(() => source.Read("a.b.weigth")).Hint.ShouldBe("did you mean 'a.b.weight'?");
    }

    [Fact]
    public void NetworkThatIsOneNode_HasKeysOfItsFields()
    {
        var root = new Hdf5Content();
        root.Add("version", "1.0");
        var node = root.AddGroup("node");
        node.Add("type", "Scale");
        node.Add("scale", [1], new[] { 2.0 });
        Open("net.nir", root).Tensors.Select(tensor => tensor.Key).ShouldBe(["scale"]);
    }

    [Fact]
    public void OtherFile_HasKeysThatArePaths()
    {
        var root = new Hdf5Content();
        root.AddGroup("layers").AddGroup("dense").Add("0", [1], new[] { 2.0 });
        root.Add("x:0", 1L);
        Open("net.h5", root).Tensors.Select(tensor => tensor.Key).ShouldBe(["layers/dense/0", "x:0"]);
    }

    [Fact]
    public void FileWithoutArrays_SaysSo()
    {
        Hdf5Writer.Write(Path.Combine(_folder.Path, "a.h5"), new Hdf5Content());
        Should.Throw<TensorFormatException>(() => TensorFile.Open(Path.Combine(_folder.Path, "a.h5"))).Message.ShouldBe("the file holds no array");
    }

    [Fact]
    public void FileBehindAUserBlock_IsReadByItsEnding()
    {
        TensorFile.Open(Path.Combine(Hdf5FileTests.Folder, "userblock.h5")).Read("counting/a").ToDoubles().ShouldBe([1, 2, 3]);
        Should.Throw<TensorFormatException>(() => TensorFile.Open(_folder.Write("zeros.h5", new byte[4096]))).Message
            .ShouldBe("it does not begin like an HDF5 file");
    }

    [DataFact("nir/03_rnn")]
    public void PublishedNetwork_HasTheKeysOfItsTwin()
    {
        var network = TensorFile.Open(Path.Combine(Repository.Data, "nir/03_rnn/braille_noDelay_bias_zero.nir"));
        var twin = TensorFile.Open(Path.Combine(Repository.Data, "nir/03_rnn/braille_noDelay_bias_zero.npz"));
        var keys = network.Tensors.Select(tensor => tensor.Key).ToList();
        keys.ShouldContain("lif1.w_rec.weight");
        twin.Tensors.Select(tensor => tensor.Key).Where(key => key.EndsWith(".weight", StringComparison.Ordinal)).ShouldBeSubsetOf(keys);
    }

    [DataFact("nxtf-mnist")]
    public void KerasModel_HasTheKeysOfItsWeights()
    {
        var source = TensorFile.Open(Path.Combine(Repository.Data, "nxtf-mnist/a_minist_model_99pct.h5"));
        source.Tensors.Take(3).Select(tensor => $"{tensor.Key} {tensor.Shape}")
            .ShouldBe(["conv2d_1/conv2d_1/bias [16]", "conv2d_1/conv2d_1/kernel [5, 5, 1, 16]", "conv2d_2/conv2d_2/bias [32]"]);
        source.Tensors.Count.ShouldBe(8);
    }

    public void Dispose() => _folder.Dispose();

    private ITensorSource Open(string name, Hdf5Content content)
    {
        var path = Path.Combine(_folder.Path, name);
        Hdf5Writer.Write(path, content);
        return TensorFile.Open(path);
    }
}

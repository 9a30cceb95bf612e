using System.IO;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary>Models of other systems, imported and run as a user does.</summary>
public sealed class ImportedModelTests
{
    private static readonly string Images = Path.Combine(Repository.Data, "mnist", "t10k-images-idx3-ubyte.gz");
    private static readonly string Labels = Path.Combine(Repository.Data, "mnist", "t10k-labels-idx1-ubyte.gz");
    private static readonly string Limit = FullRun.IsOn ? "10000" : "500";

    [DataFact("onnx", "mnist")]
    public void OnnxModel_ImportedAndRun_IsAsGoodAsPublished()
    {
        using var folder = new TemporaryFolder();
        var program = folder.PathOf("digits.snn");

        var import = CommandRun.In(folder, "import", Path.Combine(Repository.Data, "onnx", "mnist-7-cntk.onnx"), "-o", program);
        var run = CommandRun.In(folder, "run", program, "--data", Images, "--labels", Labels, "--limit", Limit, "--json");

        import.ShouldBe(new CommandRun(
            0, "the first axis of the input 'Input3' is the batch, which the program does not have\nwrote digits.snn and digits.npz\n", ""));
        run.Code.ShouldBe(0, run.Error);
        run.Out.ShouldContain(FullRun.IsOn ? "\"correct\":9891," : "\"correct\":493,");
    }

    [DataFact("nxtf-mnist", "mnist")]
    public void KerasModel_ImportedAndRun_IsAsGoodAsPublished()
    {
        using var folder = new TemporaryFolder();
        var program = folder.PathOf("digits.snn");

        var import = CommandRun.In(folder, "import", Path.Combine(Repository.Data, "nxtf-mnist", "a_minist_model_99pct.h5"), "-o", program);
        import.Code.ShouldBe(0, import.Error);

        // The network takes pixels from 0 to 1.
        var text = File.ReadAllText(program);
        File.WriteAllText(program, text.Replace("input_1 -> conv2d_1", "input_1 -> scale(1 / 255) -> conv2d_1"));
        var run = CommandRun.In(folder, "run", program, "--data", Images, "--labels", Labels, "--limit", Limit, "--json");

        run.Code.ShouldBe(0, run.Error);
        run.Out.ShouldContain(FullRun.IsOn ? "\"correct\":9860," : "\"correct\":494,");
    }

    [DataFact("onnx")]
    public void OnnxInitialisers_AreWeightsOfAProgram()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Repository.Data, "onnx", "iris_mlp.onnx"), folder.PathOf("iris.onnx"));
        File.WriteAllText(folder.PathOf("iris.snn"), """
            network Iris {
                weights w = "iris.onnx";
                input x: frame[4];
                x -> layer1: dense(24) -> relu -> layer2: dense(24) -> relu -> layer3: dense(3);
                output y = layer3;
            }
            """);
        var data = Path.Combine(Repository.Data, "onnx", "iris_mlp_expected.npz");

        var run = CommandRun.In(folder, "run", folder.PathOf("iris.snn"), "--data", data, "--json");

        run.Out.ShouldContain("\"correct\":147,", customMessage: run.Error);
    }

    [Fact]
    public void DamagedModel_IsOneError()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("m.onnx"), "no model");

        var run = CommandRun.In(folder, "import", folder.PathOf("m.onnx"), "-o", folder.PathOf("m.snn"));

        run.Code.ShouldBe(1);
        run.Error.ShouldContain("m.onnx: error SNN0860: ");
        File.Exists(folder.PathOf("m.snn")).ShouldBeFalse();
    }
}

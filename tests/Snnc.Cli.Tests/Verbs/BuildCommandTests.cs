using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Execution;
using Snnc.Runtime;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc build</c>: what it writes runs without the program and its weights.</summary>
public sealed class BuildCommandTests
{
    private static readonly string Folder = Repository.PathOf("samples", "digits");

    [Fact]
    public void CSharp_AndItsWeights_ClassifyTheDigits()
    {
        using var folder = new TemporaryFolder();

        var run = CommandRun.In(folder, "build", Path.Combine(Folder, "digits.snn"), "-o", folder.PathOf("out"), "--emit", "csharp", "--namespace", "My.Nets");

        run.ShouldBe(new CommandRun(ExitCode.Success, "out/Digits.cs\nout/Digits.snnw\n", ""));
        using var weights = WeightFile.Open(folder.PathOf("out/Digits.snnw"));
        var network = CSharpHost.Load(File.ReadAllText(folder.PathOf("out/Digits.cs")), "My.Nets.Digits").Create(weights);
        Classify(network, 10).ShouldBe(TensorFile.Open(Path.Combine(Folder, "expected.npz")).Read("predictions").ToDoubles().Take(10));
    }

    [Fact]
    public void Network_WithoutWeights_HasNoFileOfThem()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N { input x: frame[3]; x -> y: relu; output z = y; }");

        CommandRun.In(folder, "build", "net.snn", "-o", folder.PathOf("out")).Out.ShouldBe("out/N.cs\n");
        Directory.EnumerateFiles(folder.PathOf("out")).Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("--emit", "verilog", "csharp")]
    [InlineData("--emti", "csharp", "did you mean '--emit'?")]
    public void WrongOptions_AreAWrongCommandLine(string option, string value, string message)
    {
        var run = CommandRun.Of("build", "net.snn", "-o", "out", option, value);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public void Folder_ThatIsNotNamed_IsAWrongCommandLine() => CommandRun.Of("build", "net.snn").Code.ShouldBe(ExitCode.Usage);

    private static double[] Classify(INetwork network, int count)
    {
        var images = TensorFile.Open(Path.Combine(Folder, "digits.data.npz")).Read("image");
        var (input, outputs) = (new float[28 * 28], RunArguments.CreateOutputs(network));
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            images.CopyTo((long)i * input.Length, input, input.Length);
            network.Run(i, [input], outputs);
            return (double)((long[])outputs[1])[0];
        })];
    }
}

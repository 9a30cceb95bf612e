using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
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
    private const string Plain = "network N { input x: frame[3]; x -> y: relu; output z = y; }";

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

    [Theory]
    [InlineData("embedded", "WeightFile.OpenResource(typeof(Digits).Assembly, \"Digits.snnw\", \"")]
    [InlineData("external", "WeightFile.OpenBeside(\"Digits.snnw\", \"")]
    public void CSharp_WeightsOption_SaysWhereLoadFindsThem(string place, string expected)
    {
        using var folder = new TemporaryFolder();

        CommandRun.In(folder, "build", Path.Combine(Folder, "digits.snn"), "-o", folder.Path, "--weights", place).Code.ShouldBe(ExitCode.Success);

        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.PathOf("Digits.snnw"))));
        File.ReadAllText(folder.PathOf("Digits.cs")).ShouldContain($"{expected}{hash}\")");
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

    [LlvmFact]
    public void NativeFormats_EachHaveTheirFile()
    {
        foreach (var (format, file, begin) in new[]
        {
            ("llvm-ir", "N.ll", "; ModuleID"), ("bitcode", "N.bc", "BC"), ("asm", "N.s", "\t."), ("obj", "N.o", "\u007fELF"), ("header", "N.h", "/* The network N"),
        })
        {
            using var folder = new TemporaryFolder();
            folder.Write("net.snn", Plain);

            var run = CommandRun.In(folder, "build", "net.snn", "-o", folder.PathOf("out"), "--emit", format, "-O2");

            run.Code.ShouldBe(ExitCode.Success, run.Error);
            run.Out.Split('\n')[0].ShouldBe($"out/{file}");
            File.ReadAllText(folder.PathOf($"out/{file}")).ShouldStartWith(begin);
        }
    }

    [LlvmTheory]
    [InlineData("there is no native code for 'z80'", "--target-triple", "z80-none")]
    [InlineData("'pentium9' is not a recognized processor", "--target-triple", "x86_64-linux-gnu", "--cpu", "pentium9")]
    [InlineData("'+telepathy' is not a recognized feature", "--features", "+telepathy")]
    [InlineData("the feature 'avx2' begins with neither + nor -", "--features", "avx2")]
    [InlineData("the feature ' -fma' begins with neither + nor -", "--features", "+avx2, -fma")]
    [InlineData("'native' is no processor of 'riscv64-linux-gnu'", "--target-triple", "riscv64-linux-gnu", "--cpu", "native")]
    [InlineData("'thumbv7em-unknown-none-eabi' has no shared libraries", "--target-triple", "thumbv7em-none-eabi")]
    public void Target_ThatThereIsNot_IsAWrongCommandLineAndWritesNothing(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", Plain);

        var run = CommandRun.In(folder, ["build", "net.snn", "-o", folder.PathOf("out"), "--emit", "shared", .. options]);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(message);
        run.Error.Split('\n').Length.ShouldBe(3);
        Directory.Exists(folder.PathOf("out")).ShouldBeFalse();
    }

    [LlvmFact]
    public void Linker_ThatIsMissing_IsNamedWithTheCommandThatInstallsIt()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", Plain);

        var run = ProcessRun.Of(folder.Path, ("PATH", folder.Path), "build", "net.snn", "-o", "out", "--emit", "shared");

        run.ShouldSatisfyAllConditions(() => run.Code.ShouldBe(ExitCode.Missing), () => run.Error.ShouldContain("apt-get install gcc"));
        Directory.Exists(folder.PathOf("out")).ShouldBeFalse();
    }

    [Fact]
    public void LibLlvm_ThatIsMissing_IsNamedWithTheCommandThatInstallsIt()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", Plain);

        // No such version is ever tried.
        var run = ProcessRun.Of(folder.Path, ("SNNC_LIBLLVM", "0"), "build", "net.snn", "-o", "out", "--emit", "obj");

        run.ShouldSatisfyAllConditions(() => run.Code.ShouldBe(ExitCode.Missing), () => run.Error.ShouldContain("apt-get install libllvm22"));
    }

    [Theory]
    [InlineData("'--cpu' is for native code", "--cpu", "native")]
    [InlineData("'-O1' is for native code", "-O1")]
    [InlineData("there are several of -O0, -O1, -O2 and -O3", "--emit", "obj", "-O1", "-O3")]
    public void NativeOptions_ThatFitNothing_AreAWrongCommandLine(string message, params string[] options)
    {
        var run = CommandRun.Of(["build", "net.snn", "-o", "out", .. options]);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(message);
    }

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

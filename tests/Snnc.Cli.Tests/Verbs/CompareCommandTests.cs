using System.Linq;
using System.Text.Json.Nodes;
using Shouldly;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc compare</c>.</summary>
public sealed class CompareCommandTests
{
    // 1.5 in the first step: a leftover of 0.5 or of nothing, which the second step lifts to 1.2 or to 0.7.
    private const string Net = """
        network N {
            time { step = 1 ms; steps = 3; }
            input x: signal[2];
            x -> h: if_neuron(threshold = 1, reset = subtract);
            h -> o: integrator();
            output y = count(h);
            output v = last(o);
        }
        """;

    private static readonly float[] Input = [1.5f, 0, 0.7f, 0, 0, 0.25f, 0.25f, 0, 0, 0, 0, 0];

    [Fact]
    public void OneProgram_UnderTwoProfiles_TellsTheFirstSpikeThatDiffersWithBothMembranes()
    {
        using var folder = Folder();

        var run = CommandRun.In(folder, "compare", "a.snn", "--profiles", "snntorch-nir,norse", "--data", "d.npz");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldBe(
            """
            snntorch-nir and norse: 2 samples, 3 steps each
              snntorch-nir has no model 'integrator': that of the prelude is used
              snntorch-nir decides reset, comparison and integration of h
              norse has no model 'integrator': that of the prelude is used
              norse decides reset, comparison and integration of h

              node  neurons  spikes snntorch-nir  spikes norse  differ  of  in samples  by at most
              h           2                    2             1       1  12           1           1
              o           2                    -             -       2  12           1           1

              first difference: sample 0, step 1, h[0]
                snntorch-nir: a spike, membrane 0.2 after the step
                norse: no spike, membrane 0.7 after the step
              output y: differs in 1 of 2, by at most 1
              output v: differs in 1 of 2, by at most 1
              answers: differ in 0 of 2
              accuracy of snntorch-nir: 50.00 % (1 of 2)
              accuracy of norse: 50.00 % (1 of 2)
              accuracy changes by 0.00 points

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void OneProgram_AsJson_HasTheFieldsOfTheReference()
    {
        using var folder = Folder();

        var run = CommandRun.In(folder, "compare", "a.snn", "--profiles", "snntorch-nir,norse", "--data", "d.npz", "--json");

        var report = JsonNode.Parse(run.Out)!.AsObject();
        report.Select(field => field.Key).ShouldBe(["a", "b", "samples", "nodes", "outputs", "answers_differing", "unmatched", "notes"]);
        report["a"]!.AsObject().Select(field => field.Key).ShouldBe(["name", "file", "network", "profile", "steps", "correct", "accuracy"]);
        var node = report["nodes"]![0]!.AsObject();
        node.Select(field => field.Key).ShouldBe(
            ["name", "neurons", "spikes_a", "spikes_b", "differing", "compared", "samples_differing", "largest_difference", "first"]);
        node["first"]!.ToJsonString().ShouldStartWith("{\"sample\":0,\"step\":1,\"neuron\":0,\"value_a\":1,\"value_b\":0,\"membrane_a\":0.2");
    }

    [Fact]
    public void TwoPrograms_OfOtherNodes_NamesWhatIsNotCompared()
    {
        using var folder = Folder();
        folder.Write("b.snn", Net.Replace("h -> o: integrator();", "h -> dense(3, weight = uniform(0, 1, seed = 1), bias = none) -> o: if_neuron();")
            .Replace("output y", "output z = sum(o); output y").Replace("reset = subtract", "reset = zero"));

        var run = CommandRun.In(folder, "compare", "a.snn", "b.snn", "--data", "d.npz");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldStartWith("a and b: 2 samples, 3 steps each\n\n");
        run.Out.ShouldContain("  not compared: o is a signal in a, spikes in b\n  not compared: output v is [2] in a, [3] in b\n  not compared: output z is in b only\n");
        run.Out.ShouldContain("first difference: sample 0, step 1, h[0]");
    }

    [Fact]
    public void Networks_WithoutSpikes_AreComparedByTheirOutputs()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.snn", "network N { input x: frame[2]; output y = scale2; x -> scale2: scale(2); }");
        folder.Write("b.snn", "network N { input x: frame[2]; output y = scale2; x -> scale2: scale(2.5); }");
        NpzWriter.Write(folder.PathOf("d.npz"), [new("x", [2, 2], new[] { 0f, 0, 4, 0 })]);

        CommandRun.In(folder, "compare", "a.snn", "b.snn", "--data", "d.npz").Out.ShouldBe(
            "a and b: 2 samples\n\n  no spikes to compare\n  output y: differs in 1 of 2, by at most 2\n  answers: differ in 0 of 2\n");
        CommandRun.In(folder, "compare", "a.snn", "a.snn", "--data", "d.npz").Out.ShouldStartWith("A and B: 2 samples\n");
    }

    [Fact]
    public void OneProgram_WithItself_EverySpikeIsTheSame()
    {
        using var folder = Folder();
        folder.Write("b.snn", Net);

        var run = CommandRun.In(folder, "compare", "a.snn", "b.snn", "--data", "d.npz", "--backend", "interpreter");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain("  every spike is the same\n");
    }

    [Fact]
    public void TwoNetworks_OfOneFile_AreToldApartByTheirNames()
    {
        using var folder = Folder();
        folder.Write("b.snn", Net + Net.Replace("network N", "network M").Replace("reset = subtract", "reset = zero"));

        var run = CommandRun.In(folder, "compare", "b.snn", "b.snn", "--network", "N,M", "--data", "d.npz");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldStartWith("N and M: 2 samples, 3 steps each\n");
        run.Out.ShouldContain("    N: a spike, membrane 0.2 after the step\n    M: no spike, membrane 0.7 after the step\n");
    }

    // The text is read with its arguments left out in place: what is wrong stands where it stood.
    [Fact]
    public void Program_ThatHasErrorsUnderAProfile_TellsThemAtTheirPlace()
    {
        using var folder = Folder();
        folder.Write("b.snn", Net.Replace("reset = subtract", "reset = subtract, tau = 3"));

        var run = CommandRun.In(folder, "compare", "b.snn", "--profiles", "norse,lava", "--data", "d.npz");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldStartWith("b.snn(4,56): error SNN0301:");
    }

    [Fact]
    public void Program_OfASimulatorsOwnModels_HasNoneUnderAnother()
    {
        using var folder = Folder();
        folder.Write("b.snn", "use \"profiles/snntorch.snn\";\n" + Net.Replace("if_neuron(threshold = 1, reset = subtract)", "Leaky()"));

        var run = CommandRun.In(folder, "compare", "b.snn", "--profiles", "snntorch,norse", "--data", "d.npz");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("error SNN0201:");
    }

    [DataFact("nir/03_rnn")]
    public void NirFile_UnderTwoProfiles_IsReadByTheImporterOfEach()
    {
        using var folder = new TemporaryFolder();
        var sample = TensorFile.Open(System.IO.Path.Combine(Repository.Data, "nir/03_rnn/braille_sample0.npz")).Read("input");
        var input = new float[256 * 12];
        sample.CopyTo(0, input, input.Length);
        NpzWriter.Write(folder.PathOf("d.npz"), [new("x", [1, 256, 12], input)]);
        var file = System.IO.Path.Combine(Repository.Data, "nir/03_rnn/braille_noDelay_bias_zero.nir");

        var same = CommandRun.In(folder, "compare", file, "--profiles", "snntorch-nir,norse", "--dt", "0.1ms", "--steps", "256", "--data", "d.npz");
        var differing = CommandRun.In(folder, "compare", file, "--profiles", "snntorch-nir,snntorch", "--dt", "0.1ms", "--steps", "256", "--data", "d.npz");
        var endless = CommandRun.In(folder, "compare", file, "--profiles", "snntorch-nir,norse", "--dt", "0.1ms", "--data", "d.npz");

        same.Code.ShouldBe(ExitCode.Success, same.Error);
        same.Out.ShouldContain("every spike is the same");
        differing.Out.ShouldContain("   105  9728");
        endless.Code.ShouldBe(ExitCode.Error);
        endless.Error.ShouldContain("error SNN0860: the file does not say how many steps an inference has\n    = say it with --steps N");
    }

    [Theory]
    [InlineData("there is no profile 'norsk'; did you mean 'norse'?", "a.snn", "--profiles", "snntorch,norsk")]
    [InlineData("'--profiles' takes two names, as snntorch,norse, not 'norse'", "a.snn", "--profiles", "norse")]
    [InlineData("'--profiles' reads one file in two ways; name one", "a.snn", "a.snn", "--profiles", "norse,lava")]
    [InlineData("name two files, or one and two profiles: --profiles snntorch,norse", "a.snn")]
    public void CommandLine_ThatSaysNotWhatToCompare_IsWrong(string message, params string[] arguments)
    {
        using var folder = Folder();

        var run = CommandRun.In(folder, ["compare", .. arguments]);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(message);
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        folder.Write("a.snn", Net);
        NpzWriter.Write(folder.PathOf("d.npz"), [new("x", [2, 3, 2], Input), new("labels", [2], new[] { 0, 1 })]);
        return folder;
    }
}

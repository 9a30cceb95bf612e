using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Import.Nir;
using Snnc.Tests;
using Xunit;

namespace Snnc.Import.Tests.Nir;

/// <summary>What NIR leaves open: who decides, what is recognised, what is asked for.</summary>
public sealed class ReadingTests
{
    private static readonly ImportOptions Nothing = new("Net", "net.npz") { Steps = 4 };

    [Fact]
    public void Leaky_WithNothingSaid_AsksForUnitThenStep()
    {
        var chain = Chain(Lif("lif", 0.01, 1));

        Fails(chain, Nothing).Hint.ShouldStartWith("say it with --unit s, ms or steps");
        Fails(chain, Nothing with { Unit = TimeUnit.Seconds }).Message.ShouldBe("the file does not say how long a step is, on which 'lif' (LIF) depends");
        Text(chain, Nothing with { Unit = TimeUnit.Steps }).ShouldContain("lif(tau = 0.01 step, reset = zero)");
        Text(chain, Nothing with { Unit = TimeUnit.Milliseconds, StepSeconds = 1e-3 }).ShouldContain("lif(tau = 10 us, reset = zero)");
    }

    [Fact]
    public void Leaky_WithGainOfSnnTorch_TellsItsStep()
    {
        var network = Import(Chain(Lif("a", 0.002, 20), Lif("b", 0.001, 10)), Nothing);

        network.Readings.ShouldContain("leaky neurons have r = tau/dt with dt = 0.0001, as snnTorch and Lava write them");
        network.Text.ShouldContain("step = 0.1 ms;");
        network.Text.ShouldContain("lif(tau = 2 ms, r = 20, reset = zero, integrate = euler)");
    }

    [Fact]
    public void Leaky_ThatDisagreeAboutTheStep_AreAnError()
    {
        var error = Fails(Chain(Lif("a", 0.002, 20), Lif("b", 0.002, 2)), Nothing);

        error.Message.ShouldBe("'a' has r = tau/dt with dt = 0.0001, but 'b' with dt = 0.001: the nodes disagree about the step");
        error.Hint!.ShouldContain("--dt");
    }

    [Fact]
    public void Leaky_WithAStepThatIsSaid_HaveNoSignatureOfAnother()
    {
        var network = Import(Chain(Lif("a", 0.002, 20)), Nothing with { StepSeconds = 1e-3, Unit = TimeUnit.Seconds });

        network.Readings.ShouldContain("equations are integrated exactly (--method)");
        network.Readings.ShouldNotContain(line => line.Contains("snnTorch"));
    }

    [Theory]
    [InlineData(1, "as sinabs writes them", "if_neuron(reset = zero)")]
    [InlineData(10000, "as SpikingJelly writes them", "b: if_neuron;")]
    public void Integrator_WithGainOfAWriter_AddsItsInputAsItIs(double r, string reading, string neuron)
    {
        var network = Import(Chain(If("a", r), If("b", r)), Nothing);

        network.Readings.ShouldContain(line => line.Contains(reading));
        network.Text.ShouldContain(neuron);
        network.Text.ShouldNotContain("if_neuron(r = ");
    }

    [Fact]
    public void Integrator_TakenLiterally_CountsItsInputPerUnitOfTime()
    {
        var options = Nothing with { Convention = "nir", StepSeconds = 1e-3, Unit = TimeUnit.Seconds };

        Text(Chain(If("a", 1)), options).ShouldContain("if_neuron(r = 0.001, reset = zero)");
        Text(Chain(If("a", 1)), options with { Unit = TimeUnit.Milliseconds }).ShouldContain("if_neuron(reset = zero)");
    }

    [Fact]
    public void Convention_OfASimulator_IsItsProfile()
    {
        var text = Text(Chain(Lif("a", 20, 1)), Nothing with { Convention = "sinabs" });

        text.ShouldContain("use \"profiles/sinabs.snn\";");
        text.ShouldContain("lif(tau = 20 step)");
        Fails(Chain(Lif("a", 20, 1)), Nothing with { Convention = "sinabs", Reset = ResetMode.Zero }).Message.ShouldContain("'--reset' speaks of NIR's equations");
        Fails(Chain(Cuba("a")), Nothing with { Convention = "sinabs" }).Message.ShouldBe("sinabs has no neurons like 'a' (CubaLIF)");
        Fails(Chain(Lif("a", 20, 1)), Nothing with { Convention = "sinab" }).Hint.ShouldBe("did you mean --convention sinabs?");
    }

    [Fact]
    public void Reset_OfTheFile_IsItsValue_UnlessSaidOtherwise()
    {
        var options = Nothing with { Unit = TimeUnit.Steps };
        var chain = Chain(Lif("a", 20, 1, reset: -0.5));

        Text(chain, options).ShouldContain("reset = value, v_reset = -0.5");
        Text(chain, options with { Reset = ResetMode.Subtract, IsReached = true }).ShouldContain("reset = subtract, compare = reached");
        Text(chain, options with { Reset = ResetMode.Zero }).ShouldContain("reset = zero");
    }

    [Fact]
    public void Ends_ThatAreMissing_ArePutIn()
    {
        var network = Import(new NirGraph("", [If("n", 1, 3)], []), Nothing);

        network.Readings.ShouldContain("the file has no Input node: 'input' is put before 'n'");
        network.Text.ShouldContain("input in: signal[3];");
        network.Text.ShouldContain("in -> n: if_neuron(reset = zero);");
        Fails(new NirGraph("", [If("n", 1)], [new("n", "n")]), Nothing).Message.ShouldBe("the graph has no Input node, and no node where one would belong");
    }

    [Fact]
    public void Cycle_WithoutState_IsAnError()
    {
        var scale = new NirPrimitive("s", "Scale", new Dictionary<string, NirField> { ["scale"] = NirField.Of(2.0) });
        var chain = Chain(scale);

        Fails(chain with { Edges = [.. chain.Edges, new("s", "s")] }, Nothing).Message
            .ShouldBe("the cycle 's' -> 's' has no neuron and no delay, so nothing says what it gives");
    }

    [Fact]
    public void File_WithCompressedArrays_IsReadWithAllItsParts()
    {
        var path = Repository.PathOf("tests", "Snnc.Import.Tests", "Data", "compressed.nir");

        var network = NirImporter.Import(path, Nothing);

        network.Readings.ShouldContain("leaky neurons have r = tau/dt with dt = 0.001, as snnTorch and Lava write them");
        network.Tensors.Select(tensor => $"{tensor.Key} {tensor.Shape}").ShouldBe(["0.bias [2]", "0.weight [2, 1, 3, 3]"], ignoreOrder: true);
        network.Tensors.Single(tensor => tensor.Key == "0.weight").Values.ShouldBe(Enumerable.Range(0, 18).Select(i => ((i % 7) - 2) / 4f).ToArray());
        var outputs = new ImportedProgram(network).Run([.. Enumerable.Repeat(1f, 4 * 36)]);
        outputs[0].Length.ShouldBe(4 * 18);
        outputs[0].Sum().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Cycles_OfFeedback_AreClosedAtTheLastPopulation()
    {
        var chain = Chain(If("a", 1), If("b", 1));
        var graph = chain with { Edges = [.. chain.Edges, new("a", "a"), new("b", "a")] };

        var network = Import(graph, Nothing);

        network.Readings.Where(line => line.StartsWith("a cycle is closed")).ShouldBe([
            "a cycle is closed one step later: on the edge from 'a' to 'a'",
            "a cycle is closed one step later: on the edge from 'b' to 'a'",
        ]);
        network.Text.ShouldContain("b: if_neuron(reset = zero) -> delay(1 step) -> a;");
    }

    [Fact]
    public void Cycles_OfThousandsOfPopulations_AreAllClosed()
    {
        const int Count = 4000;
        var chain = Chain([.. Enumerable.Range(0, Count).Select(i => If($"p{i}", 1))]);
        var graph = chain with { Edges = [.. chain.Edges, .. Enumerable.Range(0, Count).Select(i => new NirEdge($"p{i}", $"p{i}"))] };

        Import(graph, Nothing).Readings.Count(line => line.StartsWith("a cycle is closed")).ShouldBe(Count);
    }

    [Fact]
    public void Nested_WithSeveralInputs_IsLedToByName()
    {
        NirPrimitive[] inner = [End("left", "Input"), End("right", "Input"), If("n", 1), End("output", "Output")];
        var sub = new NirGraph("sub", inner, [new("left", "n"), new("right", "n"), new("n", "output")]);
        NirNode[] nodes = [End("a", "Input"), End("b", "Input"), sub, End("out", "Output")];
        var graph = new NirGraph("", nodes, [new("a", "sub.left"), new("b", "sub.right"), new("sub", "out")]);

        Text(graph, Nothing).ShouldContain("a -> sub_n: if_neuron(reset = zero);\n    b -> sub_n;");
        var unclear = Fails(graph with { Edges = [new("a", "sub"), new("sub", "out")] }, Nothing);
        unclear.Message.ShouldBe("edge 'a' -> 'sub' does not say which input of graph 'sub' it means");
        unclear.Hint.ShouldBe("it has 'sub.left', 'sub.right'");
    }

    private static ImportedNetwork Import(NirGraph graph, ImportOptions options) => NirImporter.Import(graph, "test", options);

    private static string Text(NirGraph graph, ImportOptions options) => new ImportedProgram(Import(graph, options)).Text;

    private static ImportException Fails(NirGraph graph, ImportOptions options) => Should.Throw<ImportException>(() => Import(graph, options));

    private static NirGraph Chain(params NirPrimitive[] nodes)
    {
        NirPrimitive[] all = [End("input", "Input"), .. nodes, End("output", "Output")];
        return new NirGraph("", all, [.. all.Zip(all.Skip(1), (from, to) => new NirEdge(from.Name, to.Name))]);
    }

    private static NirPrimitive End(string name, string type) => new(name, type, new Dictionary<string, NirField> { ["shape"] = NirField.Of([1L]) });

    private static NirPrimitive Lif(string name, double tau, double r, double? reset = null)
    {
        var fields = new Dictionary<string, NirField>
        {
            ["tau"] = NirField.Of(tau), ["r"] = NirField.Of(r), ["v_leak"] = NirField.Of(0.0), ["v_threshold"] = NirField.Of(1.0),
        };
        if (reset is { } value)
        {
            fields.Add("v_reset", NirField.Of(value));
        }

        return new NirPrimitive(name, "LIF", fields);
    }

    private static NirPrimitive If(string name, double r, int count = 1) => new(name, "IF", new Dictionary<string, NirField>
    {
        ["r"] = new([count], Enumerable.Repeat(r, count).ToArray()), ["v_threshold"] = NirField.Of(1.0),
    });

    private static NirPrimitive Cuba(string name) => new(name, "CubaLIF", new Dictionary<string, NirField>
    {
        ["tau_syn"] = NirField.Of(5.0), ["tau_mem"] = NirField.Of(20.0), ["r"] = NirField.Of(1.0), ["v_leak"] = NirField.Of(0.0),
        ["v_threshold"] = NirField.Of(1.0),
    });
}

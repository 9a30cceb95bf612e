using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Diagnostics;
using Snnc.Cost.Families;
using Xunit;

namespace Snnc.Cost.Tests.Families.Manycore;

/// <summary>Programs that just fit Loihi, and the same a little beyond each limit.</summary>
public sealed class ChipFitTests
{
    // 255 and -256 have 8 bits and a sign; of 256 the power of two does not count.
    [Theory]
    [InlineData("255", true)]
    [InlineData("-256", true)]
    [InlineData("256", true)]
    [InlineData("32640", true)]
    [InlineData("257", false)]
    [InlineData("-257", false)]
    [InlineData("65280", false)]
    public void Weights_OfSoManyBits_FitOrNot(string weight, bool fits) => ShouldFit(fits, "SNN1004", $$"""
        network Weights {
            time { step = 1 ms; steps = 10; }
            input x: spikes[4];
            x -> sparse(one_to_one, weight = {{weight}}) -> a;
            a[4]: loihi_lif();
            output y = count(a);
        }
        """);

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Delay_OfSoManySteps_FitsOrNot(int steps, bool fits) => ShouldFit(fits, "SNN1005", string.Create(CultureInfo.InvariantCulture, $$"""
        network Delay {
            time { step = 1 ms; steps = 100; }
            input x: spikes[4];
            x -> dense(2, weight = uniform(-1, 1, seed = 1), bias = none, delay = {{steps}} ms) -> a: lif();
            output y = count(a);
        }
        """));

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void FanIn_OfSoManyAxons_FitsOrNot(int inputs, bool fits) => ShouldFit(fits, "SNN1006", string.Create(CultureInfo.InvariantCulture, $$"""
        network FanIn {
            time { step = 1 ms; steps = 10; }
            input x: spikes[{{inputs}}];
            x -> dense(2, weight = uniform(-1, 1, seed = 1), bias = none) -> a: lif();
            output y = count(a);
        }
        """));

    [Theory]
    [InlineData(768, true)]
    [InlineData(1, false)]
    public void Cores_OfSoManyChips_SufficeOrNot(int chips, bool fits)
    {
        var graph = NetworkFile.GraphOf("""
            network Cores {
                time { step = 1 ms; steps = 10; }
                input x: spikes[140000];
                x -> sparse(one_to_one, weight = 2) -> a;
                a[140000]: if_neuron();
                output y = count(a);
            }
            """);
        var found = CostFamilies.CheckFit(graph, null, NetworkFile.Accelerator("loihi-davies18").With(("system.chips", chips)));

        found.Select(d => d.Code).ShouldBe(fits ? [] : ["SNN1007"]);
    }

    [Theory]
    [InlineData("sumpool2d(2)", true)]
    [InlineData("avgpool2d(2)", true)]
    [InlineData("maxpool2d(2)", false)]
    public void Operator_BeforeNeurons_FitsOrNot(string op, bool fits) => ShouldFit(fits, "SNN1002", $$"""
        network Operators {
            time { step = 1 ms; steps = 10; }
            input x: spikes[1, 4, 4];
            x -> {{op}} -> flatten -> dense(2, weight = uniform(-1, 1, seed = 1), bias = none) -> a: lif();
            output y = count(a);
        }
        """);

    [Theory]
    [InlineData("alif", true)]
    [InlineData("ahp", true)]
    [InlineData("cuba_lif", true)]
    [InlineData("lif_refractory", true)]
    [InlineData("loihi_ahp", true)]
    [InlineData("li", true)]
    [InlineData("izhikevich", false)]
    [InlineData("adex", false)]
    public void Model_BehindNeurons_FitsOrNot(string model, bool fits) => ShouldFit(fits, "SNN1001", $$"""
        network Models {
            time { step = 1 ms; steps = 10; }
            input x: spikes[4];
            x -> a: lif() -> sparse(one_to_one, weight = 2) -> b;
            b[4]: {{model}}();
            output y = last(b.v);
        }
        """);

    [Theory]
    [InlineData("frame", "encode.constant", true)]
    [InlineData("frame", "encode.rate(max = 1, seed = 1)", true)]
    [InlineData("signal", "scale(2)", false)]
    public void Input_AsNumbers_FitsOrNot(string kind, string how, bool fits) => ShouldFit(fits, "SNN1003", $$"""
        network Numbers {
            time { step = 1 ms; steps = 10; }
            input x: {{kind}}[4];
            x -> {{how}} -> dense(2, weight = uniform(-1, 1, seed = 1), bias = none) -> a: lif();
            output y = count(a);
        }
        """);

    [Fact]
    public void OtherFamilies_RefuseNothing() =>
        CostFamilies.CheckFit(NetworkFile.GraphOf("network F { input x: frame[4]; x -> y: relu; output z = y; }"), null, NetworkFile.Accelerator("horowitz45-fp32")).ShouldBeEmpty();

    private static void ShouldFit(bool fits, string code, string program)
    {
        IReadOnlyList<Diagnostic> found = CostFamilies.CheckFit(NetworkFile.GraphOf(program), new MadeUpTensors(), NetworkFile.Accelerator("loihi-davies18"));

        found.Select(d => d.Code).ShouldBe(fits ? [] : [code], string.Join('\n', found.Select(d => d.Message)));
    }
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Text;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Ir;

public sealed class IrTextTests
{
    private const string Example =
        """"
        /// Tells digits apart.
        /// Quickly.
        graph @Digits time(step = 0.001, steps = 25) {
          container w = "digits.npz" from "digits.snn"
          const $fc1.weight : real[2, 3] = tensor[2, 3](w, "fc1.weight")
          const $h.tau : real[2] = tensor[2](w, "tau")
          const $h.p0 : real[2] = exp(neg(div(0.001, tensor[2](w, "tau"))))
          const $h.v0 : real[] = 0
          const $h.u0 : int[] = 0
          %image = input : frame[3]
          %x = encode.constant %image : signal[3]
          %fc1 = dense %x {weight = $fc1.weight} : signal[2]
          %back = delay %h {steps = 1} : spikes[2]
          /// Leaks.
          %h = neuron lif (i: %fc1, %back; g int:) : spikes[2] activity 0.05 {
            state v = $h.v0
            state u : int24 saturate = $h.u0
            local d = fma(v, $h.p0, -i)
            if (v > 1.0) && !(u == -3) {
              u = asr0(u + g, 2)
            } else {
              v = d * 0.5
            }
            spike n = floor(v) {
              v = v - n
            }
          }
          %last = decode.last %h:v : frame[2]
          output scores = %last
          /// Every spike.
          output raster = %h
        }

        """";

    [Fact]
    public void Read_Example_IsPrintedAlike()
    {
        var (graph, diagnostics) = Read(Example);
        diagnostics.ShouldBeEmpty();
        IrPrinter.Print(graph!).ShouldBe(Example);
        IrVerifier.Verify(graph!).Select(d => $"{d.Location.Start.Line}: {d.Message}").ShouldBeEmpty();
    }

    [Fact]
    public void Read_Node_KnowsWhereItStands() => Read(Example).Graph!.Nodes[2].Location!.Start.ShouldBe(new LinePosition(12, 3));

    [Fact]
    public void Read_PrintedRandomGraph_IsTheSame()
    {
        for (var seed = 0; seed < (FullRun.IsOn ? 20_000 : 1_000); seed++)
        {
            var graph = new RandomGraph(seed).Make();
            var text = IrPrinter.Print(graph);
            var (again, diagnostics) = Read(text);
            diagnostics.Select(d => d.Message).ShouldBeEmpty($"seed {seed}:\n{text}");
            WithoutLocations(again!).ShouldBe(graph, $"seed {seed}:\n{text}");
            IrPrinter.Print(again!).ShouldBe(text);
        }
    }

    [Fact]
    public void Verify_RandomGraph_GivesDiagnosticsAlone()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            IrVerifier.Verify(new RandomGraph(seed).Make()).ShouldNotBeNull();
        }
    }

    [Fact]
    public void Read_EveryPrefix_GivesDiagnosticsAlone()
    {
        for (var length = 0; length < Example.TrimEnd().Length; length++)
        {
            Read(Example[..length]).Diagnostics.ShouldNotBeEmpty($"the first {length} characters");
        }
    }

    [Fact]
    public void Read_MutatedText_GivesAGraphOrDiagnostics()
    {
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var text = Example.ToCharArray();
            for (var k = random.Next(1, 6); k > 0; k--)
            {
                text[random.Next(text.Length)] = "%$:{}()[]=\"-!.,;09a\n\0/"[random.Next(22)];
            }

            var (graph, diagnostics) = Read(new string(text));
            (graph is null).ShouldBe(diagnostics.Count > 0);
            _ = graph is null ? [] : IrVerifier.Verify(graph);
        }
    }

    [Theory]
    [InlineData("emit ", "(")]
    [InlineData("emit ", "-")]
    [InlineData("emit ", "abs(")]
    [InlineData("", "if true { ")]
    public void Read_DeeplyNestedBody_IsAnError(string start, string nested) =>
        Messages($"graph @g {{\n%n = neuron m () : spikes[1] {{\n{start}{Repeat(nested, 100_000)}")
            .ShouldBe(["expressions and blocks may be nested 500 deep"]);

    [Fact]
    public void Read_DeeplyNestedConstant_IsAnError() =>
        Messages($"graph @g {{\nconst $c : real[] = {Repeat("neg(", 100_000)}").ShouldBe(["expressions and blocks may be nested 500 deep"]);

    [Fact]
    public void Read_TenMegabytes_OfBracketsOrErrors_IsQuick()
    {
        var watch = Stopwatch.StartNew();
        Messages(Repeat("(", 10_000_000)).Count.ShouldBe(1);
        Messages("graph @g {\n" + Repeat("%\n", 5_000_000)).Count.ShouldBe(100);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Read_SeveralErrors_AreReportedEachOnItsLine()
    {
        var (graph, diagnostics) = Read("graph @g {\n  %a = inptu : frame[1]\n  const $c : real[] = \n  %b = input : frame[1\n  output y = %a\n}\n");
        graph.ShouldBeNull();
        diagnostics.Select(d => $"{d.Location.Start.Line}: {d.Message}").ShouldBe(
            ["2: there is no operator 'inptu'", "4: expected a number or function, found '%'", "5: expected ',', found 'output'"]);
        diagnostics[0].Hint.ShouldBe("did you mean 'input'?");
    }

    private static (Graph? Graph, IReadOnlyList<Snnc.Compiler.Diagnostics.Diagnostic> Diagnostics) Read(string text) =>
        IrReader.Read(new SourceText("test.snnir", text));

    private static IReadOnlyList<string> Messages(string text) => Read(text).Diagnostics.Select(d => d.Message).ToList();

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static Graph WithoutLocations(Graph graph) => graph with
    {
        Location = null,
        Containers = graph.Containers.Select(c => c with { Location = null }).ToEquatableArray(),
        Constants = graph.Constants.Select(c => c with { Location = null }).ToEquatableArray(),
        Nodes = graph.Nodes.Select(n => n with { Location = null }).ToEquatableArray(),
        Outputs = graph.Outputs.Select(o => o with { Location = null }).ToEquatableArray(),
    };
}

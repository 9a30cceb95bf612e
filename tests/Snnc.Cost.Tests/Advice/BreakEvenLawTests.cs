using System;
using System.Globalization;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Text;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Advice;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Advice;

/// <summary>
/// The laws of arXiv 2409.08290 for a layer and the ANN whose activations have ceil(log2(T + 1)) bits: arithmetic breaks even at T r = k (1 - gamma), with
/// k products' energy over an addition's, r the rate and gamma the ANN's share of zeros; where all is moved, the ratio is T / ceil(log2(T + 1)).
/// </summary>
public sealed class BreakEvenLawTests
{
    private const string Layer = """
        network N { time { steps = 4; } input x: spikes[64];
          x -> a: dense(96, bias = none) -> n: leaky -> b: dense(80, bias = none) -> o: leaky; output y = count(o); }
        """;

    [Theory]
    [InlineData(2, 7.67, 0.5)]
    [InlineData(4, 7.67, 0.9)]
    [InlineData(16, 5.11, 0.5)]
    [InlineData(64, 3.0, 0.2)]
    public void Arithmetic_OfALayer_BreaksEvenAtTheLawsRate(int steps, double k, double zeros)
    {
        var machine = Machine($"""
            "ac.energy": {Constant(1, "pJ")}, "mac.energy": {Constant(k, "pJ")}, "skip.spikes": {Constant(1, "1")}, "skip.numbers": {Constant(1, "1")}
            """);
        var options = new AdviceOptions(steps, Frames: 1) { AnnDensity = 1 - zeros };

        var advice = Advisor.Of(NetworkFile.WorkloadOf(Layer), machine.Imitating("compute_only"), options).Layers.Single(layer => layer.Name == "b");

        var law = Math.Min(1, k * (1 - zeros) / steps);
        advice.BreakEvenRate!.Value.ShouldBe(law, 0.01 * law);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(20)]
    public void Movement_OfADenseLayer_FollowsTheLawsRatio(int steps)
    {
        var machine = Machine(string.Join(", ", new[] { "0k", "8k", "32k", "1m" }.Select(size => $"\"sram.{size}.energy\": {Constant(10, "pJ")}"))
            + $", \"sram.width\": {Constant(64, "bit")}, \"weight.read.energy\": {Constant(0, "pJ")}, \"output.write.energy\": {Constant(0, "pJ")}"
            + $", \"state.read.energy\": {Constant(0, "pJ")}, \"state.write.energy\": {Constant(0, "pJ")}, \"spike.write.energy\": {Constant(0, "pJ")}");
        var options = new AdviceOptions(steps, Frames: 1) { AnnDensity = 1, ActivationBits = AdviceOptions.MatchedBits(steps) };

        var advice = Advisor.Of(NetworkFile.WorkloadOf(Layer, WorkloadActivity.Worst), machine, options).Layers.Single(layer => layer.Name == "b");

        (advice.SpikingJ!.Value / advice.AnnJ!.Value).ShouldBe(steps / Math.Ceiling(Math.Log2(steps + 1)), 0.01);
    }

    [Fact]
    public void Movement_OfADenseLayerOver15Steps_IsNearWhatWasMeasured() => (15.0 / AdviceOptions.MatchedBits(15)).ShouldBe(3.79, 0.1 * 3.79);

    // A machine for which all that is not said costs nothing.
    private static Accelerator Machine(string constants)
    {
        var free = new[] { "ac.energy", "mac.energy", "add.energy", "mul.energy", "compare.energy", "select.energy", "requant.energy" }
            .Where(name => !constants.Contains(name, StringComparison.Ordinal)).Select(name => $"\"{name}\": {Constant(0, "pJ")}");
        var text = $$"""
            { "name": "law", "title": "A law", "family": "analytic", "quirks": ["compute_only"], 
              "constants": { {{string.Join(", ", free.Append(constants))}} } }
            """;
        var reader = new AcceleratorReader([.. CostFamilies.All.Select(family => family.Schema)], (_, _) => throw new InvalidOperationException());
        return reader.Read(new SourceText("law.json", text));
    }

    private static string Constant(double value, string unit) =>
        $$"""{ "value": {{value.ToString(CultureInfo.InvariantCulture)}}, "unit": "{{unit}}", "source": "the law", "confidence": "assumed" }""";
}

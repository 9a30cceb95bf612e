using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Xunit;

namespace Snnc.Compiler.Tests.Targets;

public sealed class KernelSwitchTests
{
    [Theory]
    [InlineData(0.5, 100, 50)]
    [InlineData(0.431, 256, 111)]
    [InlineData(0, 10, 1)]
    public void EventsPerStep_OfAShare_IsRoundedUpAndNotZero(double from, int inputs, int expected) =>
        new KernelSwitch(Kernel.DenseTiles, from).EventsPerStep(inputs).ShouldBe(expected);

    [Fact]
    public void KernelAt_ADensity_IsTheOtherFromThereOn()
    {
        var node = new Node("fc", new DenseOp("w", null), [], new ValueType(ValueKind.Signal, [1]));
        var plan = new NodePlan(node, Kernel.EventTiles, "so") { Switch = new KernelSwitch(Kernel.DenseTiles, 0.4) };

        plan.KernelAt(0.39).ShouldBe(Kernel.EventTiles);
        plan.KernelAt(0.4).ShouldBe(Kernel.DenseTiles);
        plan.Kernels.ShouldBe([Kernel.EventTiles, Kernel.DenseTiles]);
    }
}

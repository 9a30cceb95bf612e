using System.Linq;
using Shouldly;
using Snnc.Benchmarks.Comparison;
using Snnc.Compiler.Plan;
using Snnc.Execution;
using Snnc.Llvm.Products;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>Networks with drawn weights, all multiples of 2^-12: their spikes are known to the last one, from kernels that were written by hand.</summary>
public sealed class DrawnNetworkTests
{
    // Spikes of output neurons 0, 3 and 9 over the first samples.
    public static TheoryData<string, string, int, int, int, int> FeedForward => new()
    {
        { "w1", "02", 20, 68, 48, 11 },
        { "w1", "10", 20, 41, 56, 1 },
        { "w1", "30", 20, 26, 94, 0 },
        { "w1_direct", "02", 20, 106, 30, 57 },
        { "w1_direct", "10", 20, 131, 16, 71 },
        { "w1_direct", "30", 20, 159, 6, 88 },
        { "w2", "02", 40, 288, 2, 2 },
        { "w2", "10", 40, 359, 0, 0 },
        { "w2", "30", 40, 384, 0, 0 },
    };

    // Spikes of output neurons 0 and 5 together, over all 40 samples, and by how many another order of summation may change them: products of inputs
    // and weights are multiples of 2^-24, so that sums round, and 784 steps of adaptive neurons at 30 % carry one such difference to an output.
    public static TheoryData<string, string, int, int, int> Recurrent => new()
    {
        { "w3", "02", 28, 19, 0 },
        { "w3", "10", 28, 13, 0 },
        { "w3", "30", 28, 3, 0 },
        { "w3", "02", 784, 360, 0 },
        { "w3", "10", 784, 238, 0 },
        { "w3", "30", 784, 7, 0 },
        { "w3a", "02", 28, 19, 0 },
        { "w3a", "10", 28, 12, 0 },
        { "w3a", "30", 28, 4, 0 },
        { "w3a", "02", 784, 240, 0 },
        { "w3a", "10", 784, 76, 0 },
        { "w3a", "30", 784, 30, 1 },
    };

    [DrawnTheory]
    [MemberData(nameof(FeedForward))]
    public void CSharp_FeedForwardNetwork_FiresAsHandWrittenKernels(string program, string rate, int samples, int first, int fourth, int last) =>
        FeedForwardSpikes("csharp", program, rate, samples).ShouldBe([first, fourth, last]);

    [DrawnTheory(isNative: true)]
    [MemberData(nameof(FeedForward))]
    public void Native_FeedForwardNetwork_FiresAsHandWrittenKernels(string program, string rate, int samples, int first, int fourth, int last) =>
        FeedForwardSpikes("native", program, rate, samples).ShouldBe([first, fourth, last]);

    [DrawnTheory]
    [MemberData(nameof(Recurrent))]
    public void CSharp_RecurrentNetwork_FiresAsHandWrittenKernels(string program, string rate, int steps, int spikes, int rounding) =>
        RecurrentSpikes("csharp", program, rate, steps).ShouldBeInRange(spikes - rounding, spikes + rounding);

    [DrawnTheory(isNative: true)]
    [MemberData(nameof(Recurrent))]
    public void Native_RecurrentNetwork_FiresAsHandWrittenKernels(string program, string rate, int steps, int spikes, int rounding) =>
        RecurrentSpikes("native", program, rate, steps).ShouldBeInRange(spikes - rounding, spikes + rounding);

    [DrawnTheory]
    [InlineData("w1")]
    [InlineData("w1_direct")]
    [InlineData("w2")]
    [InlineData("w3")]
    [InlineData("w3a")]
    public void CSharp_DrawnNetwork_FiresAsTheInterpreter(string program)
    {
        foreach (var rate in FullRun.IsOn ? ["02", "10", "30"] : new[] { "10" })
        {
            var workload = Find(program, rate);
            var samples = FullRun.IsOn ? 20 : 1;
            var expected = Counts("interpreter", workload, samples);
            Counts("csharp", workload, samples).ShouldBe(expected);
        }
    }

    [DrawnTheory(isNative: true)]
    [InlineData("w1")]
    [InlineData("w2")]
    [InlineData("w3")]
    [InlineData("w3a")]
    public void Plan_DrawnNetwork_StatesAreWhatIsAllocated(string program)
    {
        BenchFolder.Generate();
        var tensors = new FileTensorResolver();
        var plan = Find(program, "10", steps: program.StartsWith("w3", System.StringComparison.Ordinal) ? 784 : null).Plan(tensors);
        var planned = StateMemory.Bytes(StateMemory.Of(plan));

        // Besides the states a snapshot holds the step of a stream.
        using var product = NativeProduct.Compile(plan, tensors, ProductOptions.Default);
        (product.StateSize - sizeof(long)).ShouldBe(planned!.Value);
    }

    private static Workload Find(string program, string rate, int? steps = null) => Workload.All.First(workload =>
        workload.Program == program && workload.Rate == rate && !workload.IsByte && (steps is null || workload.Steps == steps));

    private static int[] FeedForwardSpikes(string backend, string program, string rate, int samples)
    {
        var counts = Counts(backend, Find(program, rate), samples);
        return [counts[0], counts[3], counts[9]];
    }

    private static int RecurrentSpikes(string backend, string program, string rate, int steps)
    {
        var counts = Counts(backend, Find(program, rate, steps), 40);
        return counts[0] + counts[5];
    }

    private static int[] Counts(string backend, Workload workload, int samples)
    {
        BenchFolder.Generate();
        var runner = workload.Compile(backend);
        var outputs = RunArguments.CreateOutputs(runner);
        var counts = new int[10];
        foreach (var input in workload.Inputs(samples))
        {
            runner.Run(0, input, outputs);
            for (var i = 0; i < counts.Length; i++)
            {
                counts[i] += (int)((float[])outputs[0])[i];
            }
        }

        return counts;
    }
}

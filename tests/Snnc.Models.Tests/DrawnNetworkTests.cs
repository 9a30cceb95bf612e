using System.Linq;
using Shouldly;
using Snnc.Benchmarks.Comparison;
using Snnc.Execution;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>Networks with drawn weights, all multiples of 2^-12: their spikes are known to the last one, from kernels that were written by hand.</summary>
public sealed class DrawnNetworkTests
{
    [DrawnTheory]
    [InlineData("w1", "02", 20, 68, 48, 11)]
    [InlineData("w1", "10", 20, 41, 56, 1)]
    [InlineData("w1", "30", 20, 26, 94, 0)]
    [InlineData("w2", "02", 40, 288, 2, 2)]
    [InlineData("w2", "10", 40, 359, 0, 0)]
    [InlineData("w2", "30", 40, 384, 0, 0)]
    public void CSharp_DrawnNetwork_FiresAsHandWrittenKernels(string program, string rate, int samples, int first, int fourth, int last) =>
        Spikes("csharp", Find(program, rate), samples).ShouldBe([first, fourth, last]);

    [DrawnTheory(isNative: true)]
    [InlineData("w1", "02", 20, 68, 48, 11)]
    [InlineData("w1", "10", 20, 41, 56, 1)]
    [InlineData("w1", "30", 20, 26, 94, 0)]
    [InlineData("w2", "02", 40, 288, 2, 2)]
    [InlineData("w2", "10", 40, 359, 0, 0)]
    [InlineData("w2", "30", 40, 384, 0, 0)]
    public void Native_DrawnNetwork_FiresAsHandWrittenKernels(string program, string rate, int samples, int first, int fourth, int last) =>
        Spikes("native", Find(program, rate), samples).ShouldBe([first, fourth, last]);

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

    private static Workload Find(string program, string rate) => Workload.All.First(workload => workload.Program == program && workload.Rate == rate);

    private static int[] Spikes(string backend, Workload workload, int samples)
    {
        var counts = Counts(backend, workload, samples);
        return [counts[0], counts[3], counts[9]];
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

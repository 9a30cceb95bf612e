using BenchmarkDotNet.Running;
using Snnc.Benchmarks;

if (args is ["schedule"])
{
    ScheduleBenchmarks.Run();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(SpikeData).Assembly).Run(args);

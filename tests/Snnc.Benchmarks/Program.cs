using BenchmarkDotNet.Running;
using Snnc.Benchmarks;
using Snnc.Benchmarks.Comparison;

if (args is ["schedule"])
{
    ScheduleBenchmarks.Run();
    return 0;
}

if (args is ["compare", .. var rest])
{
    return ComparisonRun.Run(rest);
}

if (args is ["compile", .. var compileArguments])
{
    return CompileTimes.Run(compileArguments);
}

BenchmarkSwitcher.FromAssembly(typeof(SpikeData).Assembly).Run(args);
return 0;

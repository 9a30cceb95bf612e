using BenchmarkDotNet.Running;
using Snnc.Benchmarks;
using Snnc.Benchmarks.Comparison;

if (args is ["schedule", .. var scheduleArguments])
{
    return ScheduleTimes.Run(scheduleArguments);
}

if (args is ["compare", .. var rest])
{
    return ComparisonRun.Run(rest);
}

if (args is ["frames", .. var frameArguments])
{
    return FrameTimes.Run(frameArguments);
}

if (args is ["models", .. var modelArguments])
{
    return ModelTimes.Run(modelArguments);
}

if (args is ["compile", .. var compileArguments])
{
    return CompileTimes.Run(compileArguments);
}

BenchmarkSwitcher.FromAssembly(typeof(SpikeData).Assembly).Run(args);
return 0;

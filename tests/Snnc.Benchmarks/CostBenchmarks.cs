using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using Snnc.Compiler;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Text;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Advice;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;
using Snnc.Tensors;

namespace Snnc.Benchmarks;

/// <summary>What estimates of costs take: a hundred dense layers of 256 neurons, over 25 steps.</summary>
public class CostBenchmarks
{
    private readonly Workload _workload = Deep();
    private readonly IReadOnlyList<Accelerator> _accelerators = [.. AcceleratorCatalog.Names.Select(CostFamilies.Accelerators.Load)];

    /// <summary>Estimates it on every accelerator that comes with the compiler.</summary>
    [Benchmark]
    public IReadOnlyList<CostEstimate> Estimate_OnAll() => [.. _accelerators.Select(accelerator => CostFamilies.Estimate(_workload, accelerator))];

    /// <summary>Divides it at each layer on one accelerator.</summary>
    [Benchmark]
    public NetworkAdvice Advise() =>
        Advisor.Of(_workload, _accelerators.First(accelerator => accelerator.Name == "horowitz45-int8"), new AdviceOptions(25, 1));

    private static Workload Deep()
    {
        var layers = Enumerable.Range(0, 100).Select(i => $"f{i}: dense(256) -> n{i}: lif");
        var text = $"network Deep {{ time {{ step = 1 ms; steps = 25; }} input x: spikes[256]; x -> {string.Join(" -> ", layers)}; output y = count(n99); }}";
        var graph = Compilation.Create(new SourceText("deep.snn", text), new Sources(), new FileTensorResolver()).Graphs.Single();
        var passes = PassOptions.Default;
        return WorkloadBuilder.From(Planner.Plan(PassPipeline.Run(graph, passes), passes), WorkloadActivity.Estimated);
    }
}

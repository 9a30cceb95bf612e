using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Execution;

namespace Snnc.Conversion.Networks;

/// <summary>Runs a network on samples, on several threads.</summary>
/// <param name="data">The samples.</param>
/// <param name="threads">The most threads.</param>
/// <param name="place">Where errors point.</param>
/// <param name="cancellation">Stops it between samples.</param>
internal sealed class SampleRun(SampleData data, int threads, Location place, CancellationToken cancellation)
{
    /// <summary>Takes what a sample gave; called by one thread at a time for each worker.</summary>
    /// <param name="worker">From 0.</param>
    public delegate void Taker(int worker, int sample, Array[] outputs);

    /// <summary>Gets the number of workers.</summary>
    public int Workers => Math.Max(1, Math.Min(threads, data.Count));

    /// <summary>A network as it runs fastest.</summary>
    public static INetworkRunner Fast(Graph graph, ITensorResolver tensors)
    {
        var options = PassOptions.Default;
        return CSharpRunner.Compile(Planner.Plan(PassPipeline.Run(graph, options), options), tensors);
    }

    /// <summary>A network whose every node can be watched.</summary>
    public static INetworkRunner Watched(Graph graph, ITensorResolver tensors) => CSharpRunner.Compile(PlainPlanner.Plan(graph), tensors);

    /// <summary>Runs all samples.</summary>
    /// <param name="prepare">Called for each worker's instance before its first sample; may be null.</param>
    /// <exception cref="ConversionException">A sample cannot be run.</exception>
    public void Run(INetworkRunner runner, Taker take, Action<int, INetworkRunner>? prepare = null)
    {
        var runners = Enumerable.Range(0, Workers).Select(worker => worker == 0 ? runner : runner.CreateAnother()).ToList();
        try
        {
            Parallel.For(0, Workers, new ParallelOptions { MaxDegreeOfParallelism = Workers }, worker =>
            {
                prepare?.Invoke(worker, runners[worker]);
                Work(worker, runners[worker], take);
            });
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private void Work(int worker, INetworkRunner runner, Taker take)
    {
        var (inputs, outputs) = (data.CreateBuffers(), RunArguments.CreateOutputs(runner));
        for (var sample = worker; sample < data.Count; sample += Workers)
        {
            cancellation.ThrowIfCancellationRequested();
            data.Read(sample, inputs);
            try
            {
                runner.Run(sample, inputs, outputs);
            }
            catch (RunException e)
            {
                throw new ConversionException(Catalog.RunFailed(e.Location ?? place, sample, e.Message, e.Hint));
            }

            take(worker, sample, outputs);
        }
    }
}

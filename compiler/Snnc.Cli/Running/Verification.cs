using System.Linq;
using Snnc.Cli.Reporting;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Execution;

namespace Snnc.Cli.Running;

/// <summary>Holds a back end to the reference interpreter, in every value of every sample.</summary>
internal static class Verification
{
    /// <summary>How far real values may be apart, relative to max(1, |value|). Spikes must be equal.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>The first difference in words, or null.</summary>
    /// <exception cref="DiagnosticException">A sample cannot be run.</exception>
    public static string? FirstDifference(NetworkRun run, VerbContext context) => FirstDifference(
        run,
        Backend.Create(run.Runner.Backend == Backend.Native ? Backend.Native : Backend.CSharp, run.Graph, run.Passes, run.Tensors, run.Place),
        Backend.CreateReference(run.Graph, run.Passes, run.Tensors, run.Place),
        context);

    /// <summary>The first difference of two runners of one graph in words, or null.</summary>
    /// <exception cref="DiagnosticException">A sample cannot be run.</exception>
    public static string? FirstDifference(NetworkRun run, INetworkRunner compiled, INetworkRunner reference, VerbContext context)
    {
        var comparison = new RunComparison(Tolerance);
        var inputs = run.Samples.CreateBuffers();
        using var progress = new Progress(context.Terminal, "verifying", run.Samples.Count);
        for (var sample = 0; sample < run.Samples.Count; sample++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            run.Samples.Read(sample, inputs);
            var differences = Both(compiled).Select(runner => Compare(comparison, runner, reference, sample, inputs, run));
            if (differences.FirstOrDefault(found => found is not null) is { } difference)
            {
                return $"{compiled.Backend} and {reference.Backend} differ: {difference}";
            }

            progress.Advance(1);
        }

        return null;
    }

    // What is fast, in all that it shows, and what shows everything.
    private static INetworkRunner[] Both(INetworkRunner runner) => runner is WatchedRunner watched ? [watched.Fast, watched] : [runner];

    private static RunDifference? Compare(
        RunComparison comparison, INetworkRunner compiled, INetworkRunner reference, int sample, float[][] inputs, NetworkRun run)
    {
        try
        {
            return comparison.Compare(compiled, reference, sample, inputs);
        }
        catch (RunException e)
        {
            throw new DiagnosticException(Catalog.RunFailed(e.Location ?? run.Place, sample, Sentence.AsMessage(e.Message), e.Hint));
        }
    }
}

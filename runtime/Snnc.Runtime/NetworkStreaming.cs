using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Snnc.Runtime;

/// <summary>Runs streams over events that arrive in their own time.</summary>
public static class NetworkStreaming
{
    /// <summary>
    /// Gives a stream its events as they come, and what its steps give as soon as they are over: when an event of a later step comes, or the last event
    /// has come. Where none come time stands still; an event of the value 0 lets it go on. Steps are only taken as outputs are asked for.
    /// </summary>
    /// <param name="network">A network without a number of steps. Until the enumeration ends it is not for others; cancelled, it stands after a whole
    /// step, from which it can go on.</param>
    /// <param name="events">In the order of their times.</param>
    /// <param name="firstStep">The step that comes next, where the network goes on from a saved state; step n begins at n steps' time.</param>
    /// <param name="cancellationToken">Ends the enumeration between events and between steps.</param>
    /// <exception cref="ArgumentException">The network is no stream, does not say how long a step is, or an event has no place or time.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IAsyncEnumerable<StepOutput> RunAsync(
        this INetwork network, IAsyncEnumerable<InputEvent> events, long firstStep = 0, CancellationToken cancellationToken = default)
    {
        var seconds = network.StepSeconds ?? throw new ArgumentException($"The program of the network {network.Name} does not say how long a step is.");
        return RunAsync(network, new EventStream(network, seconds, (_, _) => { }, firstStep), events, cancellationToken);
    }

    private static async IAsyncEnumerable<StepOutput> RunAsync(
        INetwork network, EventStream stream, IAsyncEnumerable<InputEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isUnderWay = false;
        await foreach (var next in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            for (var step = stream.StepAt(next.Seconds); stream.Steps < step;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (stream.Take())
                {
                    yield return new StepOutput(network, stream.Steps - 1, stream.Outputs, stream.Ready);
                }
            }

            stream.Put(next);
            isUnderWay = true;
        }

        if (isUnderWay && stream.Take())
        {
            yield return new StepOutput(network, stream.Steps - 1, stream.Outputs, stream.Ready);
        }
    }
}

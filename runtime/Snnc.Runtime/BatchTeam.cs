using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace Snnc.Runtime;

/// <summary>
/// Shares the samples of a batch among threads of the thread pool, each with a clone of a network. The clones are kept for the next batch.
/// </summary>
/// <typeparam name="T">The network's class.</typeparam>
public sealed class BatchTeam<T>
    where T : class, INetwork
{
    // Small enough to share the work evenly and to end soon when it is cancelled, a multiple of what networks without time run at once.
    private const int Portion = 64;

    private T[] _members = [];

    /// <summary>Runs all samples; what each gives does not depend on the threads.</summary>
    /// <param name="first">Runs a share itself.</param>
    /// <param name="threads">At most so many; 0 for one per processor.</param>
    /// <param name="run">Runs, on a network, from a sample on so many.</param>
    /// <param name="cancellation">Ends the batch early, between samples.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; some outputs are written, others not.</exception>
    /// <exception cref="SnncRunException">The data of a sample asks for what there is not.</exception>
    public void Run(T first, int samples, int threads, Action<T, int, int> run, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        threads = threads == 0 ? Environment.ProcessorCount : threads;
        var portion = Math.Clamp((samples + threads - 1) / threads, 1, Portion);
        var members = Math.Min(threads, (samples + portion - 1) / portion);
        Grow(first, members);
        var next = 0;
        void Work(int member)
        {
            for (var from = Interlocked.Add(ref next, portion) - portion; from >= 0 && from < samples; from = Interlocked.Add(ref next, portion) - portion)
            {
                cancellation.ThrowIfCancellationRequested();
                run(_members[member], from, Math.Min(portion, samples - from));
            }
        }

        try
        {
            Parallel.For(0, members, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, Work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private void Grow(T first, int count)
    {
        if (_members.Length < count)
        {
            var members = new T[count];
            _members.CopyTo(members, 0);
            for (var i = _members.Length; i < count; i++)
            {
                members[i] = i == 0 ? first : (T)first.Clone();
            }

            _members = members;
        }
    }
}

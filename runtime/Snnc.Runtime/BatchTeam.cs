using System;
using System.Threading;

namespace Snnc.Runtime;

/// <summary>
/// Shares the samples of a batch among threads, each with a clone of a network; or, where there are too few of them, the work of each sample. The clones
/// are kept for the next batch.
/// </summary>
/// <typeparam name="T">The network's class.</typeparam>
public sealed class BatchTeam<T> : ISharedWork
    where T : class, INetwork
{
    // Small enough to share the work evenly and to end soon when it is cancelled.
    private const int Turns = 4, MostSamples = 64;

    private T[] _members;
    private Action<T, int, int>? _run;
    private CancellationToken _cancellation;
    private int _samples;
    private int _atOnce;

    /// <summary>A team that clones the network as it needs.</summary>
    public BatchTeam()
        : this([])
    {
    }

    /// <summary>A team of networks that are there.</summary>
    internal BatchTeam(T[] members) => _members = members;

    /// <summary>
    /// Runs all samples; what each gives does not depend on the threads. A batch is cut where the network itself cuts it, <see cref="INetwork.SamplesAtOnce"/>,
    /// so that sums come in the same order.
    /// </summary>
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
        (_run, _cancellation, _samples, _atOnce) = (run, cancellation, samples, first.SamplesAtOnce);
        var pieces = (samples + _atOnce - 1) / _atOnce;
        var most = Math.Max(MostSamples / _atOnce, 1);
        Grow(first, Math.Min(threads, Math.Max(pieces, 1)));
        try
        {
            if (pieces < threads || threads == 1)
            {
                RunAlone(first, pieces, threads, most);
            }
            else
            {
                ThreadTeams.Run(this, threads, pieces, Math.Clamp(pieces / (threads * Turns), 1, most));
            }
        }
        finally
        {
            (_run, _cancellation) = (null, default);
        }
    }

    /// <inheritdoc/>
    void ISharedWork.Run(int member, int from, int to)
    {
        _cancellation.ThrowIfCancellationRequested();
        var start = from * _atOnce;
        _run!(_members[member], start, Math.Min(to * _atOnce, _samples) - start);
    }

    // Too few samples to go round: the threads share the work of each of them.
    private void RunAlone(T first, int pieces, int threads, int grain)
    {
        var before = first.Threads;
        first.Threads = threads;
        try
        {
            for (var piece = 0; piece < pieces; piece += grain)
            {
                ((ISharedWork)this).Run(0, piece, Math.Min(piece + grain, pieces));
            }
        }
        finally
        {
            first.Threads = before;
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

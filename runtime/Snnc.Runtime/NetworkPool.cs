using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Snnc.Runtime;

/// <summary>
/// Instances of one network, each with a thread, that share the samples of batches. The threads look for work for a few microseconds before they
/// sleep, and a call allocates nothing.
/// </summary>
public sealed class NetworkPool : IDisposable
{
    private readonly INetwork _first;
    private readonly PoolThread[] _others;

    /// <summary>Starts a thread for each instance but the first, which runs on the caller's.</summary>
    /// <param name="networks">Instances of the same network; they are the pool's from here on.</param>
    public NetworkPool(IEnumerable<INetwork> networks)
    {
        INetwork[] all = [.. networks];
        _first = all[0];
        _others = [.. all.Skip(1).Select(network => new PoolThread(network))];
    }

    /// <summary>Starts threads, each with a clone of a network.</summary>
    /// <param name="network">Is the pool's from here on.</param>
    /// <param name="threads">How many, with the caller's.</param>
    public NetworkPool(INetwork network, int threads)
        : this(Enumerable.Range(0, threads).Select(i => i == 0 ? network : network.Clone()))
    {
    }

    /// <summary>Runs the samples of arrays whose first axis is the sample, as many on each thread; results do not depend on the threads.</summary>
    /// <param name="firstSample">The index, in the data, of the first.</param>
    /// <exception cref="SnncRunException">The data of a sample asks for what there is not.</exception>
    public void RunBatch(long firstSample, int samples, float[][] inputs, Array[] outputs)
    {
        var share = (samples + _others.Length) / (_others.Length + 1);
        for (var i = 0; i < _others.Length; i++)
        {
            _others[i].Start(firstSample, Math.Min((i + 1) * share, samples), Math.Min((i + 2) * share, samples), inputs, outputs);
        }

        try
        {
            _first.RunBatch(firstSample, 0, Math.Min(share, samples), inputs, outputs);
        }
        finally
        {
            foreach (var other in _others)
            {
                other.Wait();
            }
        }

        foreach (var other in _others)
        {
            other.ThrowIfFailed();
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        foreach (var other in _others)
        {
            other.Dispose();
        }
    }

    /// <summary>A thread with its instance.</summary>
    private sealed class PoolThread : IDisposable
    {
        // About a tenth of a millisecond.
        private const int Spins = 4000;

        private readonly INetwork _network;
        private readonly Thread _thread;
        private readonly ManualResetEventSlim _start = new(false, spinCount: 0);
        private readonly ManualResetEventSlim _done = new(true, spinCount: 0);
        private (long FirstSample, int From, int To) _work;
        private float[][]? _inputs;
        private Array[] _outputs = [];
        private ExceptionDispatchInfo? _failure;

        public PoolThread(INetwork network)
        {
            _network = network;
            _thread = new Thread(Loop) { IsBackground = true, Name = "snnc batch" };
            _thread.Start();
        }

        public void Start(long firstSample, int from, int to, float[][] inputs, Array[] outputs)
        {
            if (from == to)
            {
                return;
            }

            (_work, _inputs, _outputs) = ((firstSample, from, to), inputs, outputs);
            _done.Reset();
            _start.Set();
        }

        public void Wait() => Await(_done);

        public void ThrowIfFailed()
        {
            var failure = _failure;
            _failure = null;
            failure?.Throw();
        }

        // Without inputs to run there is no more to come.
        public void Dispose()
        {
            _inputs = null;
            _start.Set();
            _thread.Join();
            _start.Dispose();
            _done.Dispose();
        }

        // An event that spins by itself gives its core away meanwhile, and on a busy machine gets it back much later.
        private static void Await(ManualResetEventSlim signal)
        {
            for (var i = 0; i < Spins && !signal.IsSet; i++)
            {
                Thread.SpinWait(1);
            }

            signal.Wait();
        }

        private void Loop()
        {
            while (true)
            {
                Await(_start);
                _start.Reset();
                if (_inputs is null)
                {
                    return;
                }

                try
                {
                    _network.RunBatch(_work.FirstSample, _work.From, _work.To, _inputs, _outputs);
                }
                catch (Exception e)
                {
                    // Thrown where the batch was asked for.
                    _failure = ExceptionDispatchInfo.Capture(e);
                }

                _done.Set();
            }
        }
    }
}

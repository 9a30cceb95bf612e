using System;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Snnc.Runtime;

/// <summary>
/// Threads that share the pieces of one work after the other with the thread that asks for it. Each member takes the pieces of its own part, so that a core
/// meets the same data again, and then what is left of the others': nobody waits for a thread that has no core. After its work a thread looks
/// for more during a fifth of a millisecond before it sleeps. A call allocates nothing.
/// </summary>
internal sealed class ThreadTeam
{
    // A short work is not worth the call that wakes a thread, unless one comes so soon after the other that it then stays awake.
    private const int ManyCalls = 16;
    private static readonly long Soon = Stopwatch.Frequency / 10_000;

    // How long who waits looks for what it waits for before it sleeps, and how long a thread rests that found no processor but the caller's.
    private static readonly long Patience = Stopwatch.Frequency / 5_000, Rest = Stopwatch.Frequency / 1_000;

    // How long it then stays where it is.
    private static readonly long Stay = Stopwatch.Frequency / 100;

    // Nobody else may begin; the caller sleeps until the last has left. Below them the members that are at work.
    private const int Closed = 1 << 30, Awaited = 1 << 29;

    private readonly TeamThread[] _threads;
    private readonly Part[] _parts;
    private readonly bool _hasProcessors;
    private readonly ManualResetEventSlim _left = new(false, spinCount: 0);
    private readonly Lock _failing = new();
    private ISharedWork? _work;
    private ExceptionDispatchInfo? _failure;
    private int _failedPiece;
    private int _grain;
    private volatile bool _isOver;
    private int _inside = Closed;
    private int _turn;
    private int _calls;
    private long _lastCall;
    private long _restsUntil;
    private int _processor;

    /// <summary>Starts a thread for each member but the first, who is the caller.</summary>
    /// <param name="members">At least 1.</param>
    public ThreadTeam(int members)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 1);
        _parts = new Part[members];
        _threads = new TeamThread[members - 1];

        // Who looks for work on a core that another needs is in its way.
        _hasProcessors = members <= Environment.ProcessorCount;
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new TeamThread(this, i + 1);
        }
    }

    /// <summary>Gets how many share, with the caller.</summary>
    public int Members => _parts.Length;

    /// <summary>Runs all pieces; one call at a time.</summary>
    /// <param name="pieces">How many.</param>
    /// <param name="grain">How many one takes at a time.</param>
    /// <param name="isLong">Whether it is worth waking threads that sleep, which takes some microseconds.</param>
    /// <exception cref="Exception">
    /// What the work threw, after everybody has stopped: of the pieces that failed, the first's. Others may not have been run.
    /// </exception>
    public void Run(ISharedWork work, int pieces, int grain = 1, bool isLong = true)
    {
        Begin(work, pieces, grain);
        _processor = Thread.GetCurrentProcessorId();
        Interlocked.And(ref _inside, ~Closed);
        Interlocked.Increment(ref _turn);
        if ((isLong || _calls >= ManyCalls) && Stopwatch.GetTimestamp() >= Volatile.Read(ref _restsUntil))
        {
            foreach (var thread in _threads)
            {
                thread.Wake();
            }
        }

        TakePieces(0);
        Interlocked.Or(ref _inside, Closed);
        AwaitOthers();
        _work = null;
        CountCall();
        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }
    }

    private void Begin(ISharedWork work, int pieces, int grain)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i].Next = (int)((long)pieces * i / _parts.Length);
            _parts[i].End = (int)((long)pieces * (i + 1) / _parts.Length);
        }

        (_work, _grain, _isOver) = (work, grain, false);
    }

    private void CountCall()
    {
        var now = Stopwatch.GetTimestamp();
        _calls = now - _lastCall < Soon ? _calls + 1 : 0;
        _lastCall = now;
    }

    private void TakePieces(int member)
    {
        for (var i = 0; i < _parts.Length && !_isOver; i++)
        {
            TakePieces(member, ref _parts[(member + i) % _parts.Length]);
        }
    }

    private void TakePieces(int member, ref Part part)
    {
        while (!_isOver)
        {
            var from = Interlocked.Add(ref part.Next, _grain) - _grain;
            if (from >= part.End)
            {
                return;
            }

            try
            {
                _work!.Run(member, from, Math.Min(from + _grain, part.End));
            }
            catch (Exception e)
            {
                Fail(from, e);
            }
        }
    }

    // Thrown where the work was asked for.
    private void Fail(int piece, Exception exception)
    {
        lock (_failing)
        {
            if (_failure is null || piece < _failedPiece)
            {
                (_failedPiece, _failure) = (piece, ExceptionDispatchInfo.Capture(exception));
            }
        }

        _isOver = true;
    }

    private void AwaitOthers()
    {
        for (var end = Stopwatch.GetTimestamp() + (_hasProcessors ? Patience : 0); Volatile.Read(ref _inside) != Closed;)
        {
            if (Stopwatch.GetTimestamp() < end)
            {
                Thread.SpinWait(1);
                continue;
            }

            _left.Reset();
            if (Interlocked.Or(ref _inside, Awaited) != Closed)
            {
                _left.Wait();
            }

            Interlocked.And(ref _inside, ~Awaited);
        }
    }

    // Who comes too late leaves as it came; before it does, nothing new begins.
    private void Join(int member)
    {
        if ((Interlocked.Increment(ref _inside) & Closed) == 0)
        {
            TakePieces(member);
        }

        if (Interlocked.Decrement(ref _inside) == (Closed | Awaited))
        {
            _left.Set();
        }
    }

    /// <summary>A member's pieces that nobody has taken, in a line of the cache of its own.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Part
    {
        public int Next;
        public int End;
    }

    /// <summary>A member with its thread.</summary>
    private sealed class TeamThread
    {
        private readonly ThreadTeam _team;
        private readonly int _member;
        private readonly ManualResetEventSlim _wake = new(false, spinCount: 0);
        private int _isAsleep;
        private long _staysUntil;

        public TeamThread(ThreadTeam team, int member)
        {
            (_team, _member) = (team, member);
            new Thread(Loop) { IsBackground = true, Name = "snnc" }.Start();
        }

        public void Wake()
        {
            if (Volatile.Read(ref _isAsleep) != 0 && Interlocked.Exchange(ref _isAsleep, 0) != 0)
            {
                _wake.Set();
            }
        }

        // Who takes turns with the caller on one processor is in its way.
        private bool IsInTheWay => _team._hasProcessors && Thread.GetCurrentProcessorId() == Volatile.Read(ref _team._processor);

        private void Loop()
        {
            var last = 0;
            while (true)
            {
                last = AwaitTurn(last);
                if (!IsInTheWay || Leave())
                {
                    _team.Join(_member);
                }
                else
                {
                    Volatile.Write(ref _team._restsUntil, Stopwatch.GetTimestamp() + Rest);
                }
            }
        }

        // Not often: where others need the processors, it will be back soon.
        private bool Leave()
        {
            var now = Stopwatch.GetTimestamp();
            if (now < _staysUntil)
            {
                return false;
            }

            _staysUntil = now + Stay;
            return Processors.TryLeave(Volatile.Read(ref _team._processor));
        }

        private int AwaitTurn(int last)
        {
            for (var end = Stopwatch.GetTimestamp() + Patience; !IsInTheWay && _team._hasProcessors && Stopwatch.GetTimestamp() < end;)
            {
                if (Volatile.Read(ref _team._turn) is var turn && turn != last)
                {
                    return turn;
                }

                Thread.SpinWait(1);
            }

            // Who has been told apart from falling asleep is woken, or wakes itself.
            _wake.Reset();
            Interlocked.Exchange(ref _isAsleep, 1);
            if (Volatile.Read(ref _team._turn) == last || Interlocked.Exchange(ref _isAsleep, 0) == 0)
            {
                _wake.Wait();
            }

            return Volatile.Read(ref _team._turn);
        }
    }
}

using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Shouldly;
using Xunit;

namespace Snnc.Runtime.Tests;

/// <summary>Threads that share the pieces of a work.</summary>
public sealed class ThreadTeamsTests
{
    [Fact]
    public void Run_OfAnyNumberOfPieces_RunsEachOnce()
    {
        foreach (var members in Enumerable.Range(1, 8))
        {
            foreach (var pieces in new[] { 0, 1, 2, 3, 7, 8, 64, 1001 })
            {
                foreach (var grain in new[] { 1, 3, 2000 })
                {
                    var work = new Counting(pieces);

                    ThreadTeams.Run(work, members, pieces, grain);

                    work.Times.ShouldAllBe(times => times == 1, $"{members} members, {pieces} pieces, {grain} at a time");
                    work.Members.ShouldBeLessThan(members);
                }
            }
        }
    }

    [Fact]
    public void Run_OneWorkAfterTheOther_EndsEachBeforeTheNext()
    {
        var work = new Counting(24);
        for (var turn = 1; turn <= 3000; turn++)
        {
            ThreadTeams.RunTiles(work, 1 + (turn % 8), 24, isLong: turn % 5 == 0);
            work.Times.ShouldAllBe(times => times == turn);
        }
    }

    [Fact]
    public void Run_AfterItsThreadsFellAsleep_RunsAll()
    {
        var work = new Counting(50);
        for (var turn = 1; turn <= 20; turn++)
        {
            Thread.Sleep(turn);
            ThreadTeams.Run(work, 3, 50);
            work.Times.ShouldAllBe(times => times == turn);
        }
    }

    [Fact]
    public void Run_OfManyCallersAtATime_GivesEachItsOwn() => Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, caller =>
    {
        var work = new Counting(100 + caller);
        for (var turn = 1; turn <= 200; turn++)
        {
            ThreadTeams.Run(work, 2 + (caller % 3), work.Times.Length);
            work.Times.ShouldAllBe(times => times == turn);
        }
    });

    [Fact]
    public void Run_WherePiecesFail_ThrowsWhereItWasAskedForAndGoesOnAfterwards()
    {
        for (var turn = 0; turn < 50; turn++)
        {
            var failing = new Failing(from: 40);
            Should.Throw<InvalidOperationException>(() => ThreadTeams.Run(failing, 4, 64)).Message.ShouldStartWith("piece ");
            var work = new Counting(64);
            ThreadTeams.Run(work, 4, 64);
            work.Times.ShouldAllBe(times => times == 1);
        }
    }

    [Fact]
    public void Run_WhereAllOthersWait_DoesNotWaitForThem()
    {
        // The only piece of another member is its own: the caller must not need it to be begun.
        var work = new Blocking();
        ThreadTeams.Run(work, 2, 8);
        work.Done.ShouldBe(8);
    }

    [Fact]
    public void Run_Again_AllocatesNothing()
    {
        var work = new Counting(16);
        Allocations.Of(() => ThreadTeams.RunTiles(work, 3, 16, isLong: true)).ShouldBe(0);
    }

    private sealed class Counting(int pieces) : ISharedWork
    {
        private int _members;

        public int[] Times { get; } = new int[pieces];

        public int Members => _members;

        public void Run(int member, int from, int to)
        {
            for (var before = _members; member > before; before = _members)
            {
                Interlocked.CompareExchange(ref _members, member, before);
            }

            for (var piece = from; piece < to; piece++)
            {
                Interlocked.Increment(ref Times[piece]);
            }
        }
    }

    private sealed class Failing(int from) : ISharedWork
    {
        public void Run(int member, int first, int end)
        {
            if (first >= from)
            {
                throw new InvalidOperationException($"piece {first}");
            }
        }
    }

    // Whoever is not the caller takes long to begin.
    private sealed class Blocking : ISharedWork
    {
        private int _done;

        public int Done => _done;

        public void Run(int member, int from, int to)
        {
            if (member > 0)
            {
                Thread.Sleep(20);
            }

            Interlocked.Add(ref _done, to - from);
        }
    }
}

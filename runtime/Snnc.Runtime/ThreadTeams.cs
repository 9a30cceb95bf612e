using System;
using System.Collections.Generic;
using System.Threading;

namespace Snnc.Runtime;

/// <summary>
/// Threads that share the pieces of a work with the thread that asks for it. They are kept, asleep, for the next work; as many works as are asked for at a
/// time have threads of their own.
/// </summary>
public static class ThreadTeams
{
    private const int TurnsOfTiles = 8;

    private static readonly Lock Idle = new();
    private static readonly Dictionary<int, Stack<ThreadTeam>> Teams = [];

    /// <summary>Runs all pieces of a work; without memory of its own once there are as many threads as are needed.</summary>
    /// <param name="members">How many threads share them, with the caller's.</param>
    /// <param name="pieces">How many there are.</param>
    /// <param name="grain">How many a thread takes at a time.</param>
    /// <param name="isLong">Whether it is worth waking threads that sleep, which takes some microseconds.</param>
    /// <exception cref="Exception">
    /// What the work threw, after everybody has stopped: of the pieces that failed, the first's. Others may not have been run.
    /// </exception>
    public static void Run(ISharedWork work, int members, int pieces, int grain = 1, bool isLong = true)
    {
        var team = Take(members);
        try
        {
            team.Run(work, pieces, grain, isLong);
        }
        finally
        {
            Return(team);
        }
    }

    /// <summary>The same for the tiles of a layer: few at a time, so that the last to end is hardly waited for.</summary>
    public static void RunTiles(ISharedWork work, int threads, int tiles, bool isLong)
    {
        var members = Math.Min(threads, tiles);
        Run(work, members, tiles, Math.Max(tiles / (members * TurnsOfTiles), 1), isLong);
    }

    private static ThreadTeam Take(int members)
    {
        lock (Idle)
        {
            if (Teams.TryGetValue(members, out var teams) && teams.TryPop(out var team))
            {
                return team;
            }
        }

        return new ThreadTeam(members);
    }

    private static void Return(ThreadTeam team)
    {
        lock (Idle)
        {
            if (!Teams.TryGetValue(team.Members, out var teams))
            {
                Teams[team.Members] = teams = new Stack<ThreadTeam>();
            }

            teams.Push(team);
        }
    }
}

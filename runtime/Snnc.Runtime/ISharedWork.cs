namespace Snnc.Runtime;

/// <summary>Work in pieces that do not depend on each other, which threads share: see <see cref="ThreadTeams"/>.</summary>
public interface ISharedWork
{
    /// <summary>Runs some of the pieces.</summary>
    /// <param name="member">Whose share it is: 0 on the calling thread; no two threads are the same member at a time.</param>
    /// <param name="from">The first piece.</param>
    /// <param name="to">The one after the last.</param>
    void Run(int member, int from, int to);
}

using System;

namespace Snnc.Runtime.Tests;

/// <summary>What a call allocates on this thread once it has been called before.</summary>
internal static class Allocations
{
    public static long Of(Action call)
    {
        call();
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

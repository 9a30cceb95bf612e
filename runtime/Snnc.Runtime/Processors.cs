using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Snnc.Runtime;

/// <summary>The processors that threads run on.</summary>
internal static unsafe partial class Processors
{
    // Room for 1024 processors, a bit each.
    private const int MaskBytes = 128;

    /// <summary>
    /// Moves this thread to another processor, if there is one that it may use: systems leave who wakes where it was, beside the one who woke it, even
    /// where others have nothing to do. It may run anywhere afterwards, as before.
    /// </summary>
    /// <returns>Whether it was moved.</returns>
    public static bool TryLeave(int processor)
    {
        if (!OperatingSystem.IsLinux() || processor is < 0 or >= MaskBytes * 8)
        {
            return false;
        }

        byte* all = stackalloc byte[MaskBytes], others = stackalloc byte[MaskBytes];
        if (GetAffinity(0, MaskBytes, all) < 0)
        {
            return false;
        }

        new ReadOnlySpan<byte>(all, MaskBytes).CopyTo(new Span<byte>(others, MaskBytes));
        others[processor / 8] &= (byte)~(1 << (processor % 8));
        return new ReadOnlySpan<byte>(others, MaskBytes).ContainsAnyExcept((byte)0)
            && SetAffinity(0, MaskBytes, others) == 0 && SetAffinity(0, MaskBytes, all) == 0 && Thread.GetCurrentProcessorId() != processor;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint size, byte* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, byte* mask);
}

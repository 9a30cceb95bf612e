using System;
using System.Runtime.InteropServices;

namespace Snnc.Llvm;

/// <summary>
/// Memory for native code outside of the collector's heap. Large blocks ask for large pages: thousands of small ones take long to look up.
/// </summary>
internal static unsafe partial class HostMemory
{
    private const int CacheLine = 64;
    private const int LargePage = 2 << 20;
    private const int MuchPacked = 32 << 20;

    // MADV_HUGEPAGE of madvise(2).
    private const int UseLargePages = 14;

    /// <summary>Takes memory, at a multiple of 64 bytes; not cleared.</summary>
    public static void* Allocate(long bytes)
    {
        if (bytes < LargePage || !OperatingSystem.IsLinux())
        {
            return NativeMemory.AlignedAlloc((nuint)bytes, CacheLine);
        }

        var whole = (nuint)((bytes + LargePage - 1) / LargePage * LargePage);
        var memory = NativeMemory.AlignedAlloc(whole, LargePage);

        // Where the system declines, small pages do.
        _ = Advise(memory, whole, UseLargePages);
        return memory;
    }

    /// <summary>
    /// Gives the system back what the collector no longer needs, where many weights were just packed. It would take several times as much before it looks,
    /// and while LLVM works, which asks for nothing there, it does not look at all.
    /// </summary>
    /// <param name="packed">Bytes of the weights.</param>
    public static void TrimHeap(long packed)
    {
        if (packed >= MuchPacked)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <summary>Gives it back.</summary>
    public static void Free(void* memory) => NativeMemory.AlignedFree(memory);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}

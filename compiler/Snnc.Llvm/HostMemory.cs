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

    /// <summary>Gives it back.</summary>
    public static void Free(void* memory) => NativeMemory.AlignedFree(memory);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}

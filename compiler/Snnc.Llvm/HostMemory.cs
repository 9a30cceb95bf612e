using System;
using System.Runtime.InteropServices;
using Snnc.Runtime;

namespace Snnc.Llvm;

/// <summary>
/// Memory for native code outside of the collector's heap. Large blocks ask for large pages.
/// </summary>
internal static unsafe class HostMemory
{
    private const int CacheLine = 64;
    private const int MuchPacked = 32 << 20;

    /// <summary>Takes memory, at a multiple of 64 bytes; not cleared.</summary>
    public static void* Allocate(long bytes)
    {
        if (bytes < LargePages.Size || !OperatingSystem.IsLinux())
        {
            return NativeMemory.AlignedAlloc((nuint)bytes, CacheLine);
        }

        var whole = (bytes + LargePages.Size - 1) / LargePages.Size * LargePages.Size;
        var memory = NativeMemory.AlignedAlloc((nuint)whole, LargePages.Size);
        LargePages.Ask(memory, whole);
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
}

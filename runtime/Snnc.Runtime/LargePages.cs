using System;
using System.Runtime.InteropServices;

namespace Snnc.Runtime;

/// <summary>
/// Asks the system for large pages: addresses of many small ones take long to look up where weights are read here and there. Linux alone is asked, which
/// gives them as memory is first touched. Compiled into Snnc.Llvm as well.
/// </summary>
internal static unsafe partial class LargePages
{
    /// <summary>The size of one, in bytes.</summary>
    public const int Size = 2 << 20;

    // MADV_HUGEPAGE of madvise(2).
    private const int UseLargePages = 14;

    /// <summary>Asks for them where they fit in whole. Where the system declines, small pages do.</summary>
    /// <param name="memory">The first byte of memory that was not touched yet.</param>
    /// <param name="bytes">How much of it there is.</param>
    public static void Ask(void* memory, long bytes)
    {
        var start = ((nuint)memory + Size - 1) / Size * Size;
        var end = ((nuint)memory + (nuint)bytes) / Size * Size;
        if (!OperatingSystem.IsLinux() || start >= end)
        {
            return;
        }

        try
        {
            _ = Advise((void*)start, end - start, UseLargePages);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // A libc of another name, or without it.
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}

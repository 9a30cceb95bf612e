using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace Snnc.Llvm;

/// <summary>Reads what native code writes to standard error.</summary>
internal static partial class StandardError
{
    private const int Descriptor = 2;
    private static readonly Lock Turn = new();

    /// <summary>What is written there while <paramref name="action"/> runs; it is not shown. Nothing on Windows.</summary>
    public static string Of(Action action)
    {
        if (OperatingSystem.IsWindows())
        {
            action();
            return "";
        }

        lock (Turn)
        {
            using var file = new FileStream(
                Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1, FileOptions.DeleteOnClose);
            Redirect((int)file.SafeFileHandle.DangerousGetHandle(), action);
            file.Position = 0;
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
    }

    private static void Redirect(int to, Action action)
    {
        var saved = Duplicate(Descriptor);
        _ = Duplicate(to, Descriptor);
        try
        {
            action();
        }
        finally
        {
            _ = Duplicate(saved, Descriptor);
            _ = Close(saved);
        }
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int descriptor, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

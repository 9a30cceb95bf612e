using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.Linq;
using System.Text;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Cli.Files;

/// <summary>
/// Writes files that are there whole or not at all: under a temporary name beside the place, renamed at the end. A link stays, and the file that it
/// leads to is written; what the system has in place of files (/dev/stdout, /dev/null, a named pipe) gets the content, and is never replaced.
/// </summary>
internal static class AtomicFile
{
    private static readonly ConcurrentDictionary<string, bool> Unfinished = [];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a text in UTF-8, without a byte order mark.</summary>
    /// <exception cref="DiagnosticException">The file cannot be written.</exception>
    public static void WriteText(string path, string content) => Write(path, temporary => File.WriteAllText(temporary, content, Utf8));

    /// <summary>Lets <paramref name="write"/> make the file at the path it is given, and renames it.</summary>
    /// <exception cref="DiagnosticException">The file cannot be written.</exception>
    public static void Write(string path, Action<string> write) => At(path, (target, isFile) =>
    {
        if (isFile)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Finish($"{target}.{Guid.NewGuid():N}.tmp", write, temporary => File.Move(temporary, target, overwrite: true));
        }
        else
        {
            Finish(Path.Combine(Path.GetTempPath(), $"snnc-{Guid.NewGuid():N}"), write, temporary => CopyInto(target, temporary));
        }
    });

    /// <summary>Finds out whether files can be written, before work is done that takes long. Nothing is left of it, and no folder is made.</summary>
    /// <param name="paths">Of the files; null of one that is not asked for.</param>
    /// <exception cref="DiagnosticException">One cannot.</exception>
    public static void Require(params string?[] paths)
    {
        foreach (var path in paths.OfType<string>())
        {
            At(path, (target, isFile) =>
            {
                if (isFile)
                {
                    Probe(Path.GetDirectoryName(target)!);
                }
            });
        }
    }

    /// <summary>Finds out whether files can be written into a folder, which need not be there yet, before work is done that takes long.</summary>
    /// <exception cref="DiagnosticException">They cannot.</exception>
    public static void RequireFolder(string folder) => Guard(folder, () => Probe(Path.GetFullPath(folder)));

    /// <summary>Refuses to write where a command reads, since that would be lost.</summary>
    /// <exception cref="DiagnosticException">A file is both.</exception>
    public static void RequireOthers(IEnumerable<string?> written, IEnumerable<string?> read)
    {
        var inputs = read.OfType<string>().Select(Path.GetFullPath).ToHashSet();
        if (written.OfType<string>().FirstOrDefault(path => inputs.Contains(Path.GetFullPath(path))) is { } both)
        {
            throw new DiagnosticException(Catalog.UnwritableFile(both, "this command reads it, and it would be lost"));
        }
    }

    /// <summary>Deletes what is half written, before the process is ended from outside.</summary>
    public static void DeleteUnfinished()
    {
        foreach (var temporary in Unfinished.Keys)
        {
            // What writes it may have a temporary name of its own, made from this one.
            var folder = Path.GetDirectoryName(Path.GetFullPath(temporary))!;
            foreach (var file in Directory.EnumerateFiles(folder, Path.GetFileName(temporary) + "*"))
            {
                File.Delete(file);
            }
        }
    }

    // Where a path leads to, and whether a file is or would be there: something else that can be written to is not replaced by one.
    private static void At(string path, Action<string, bool> act) => Guard(path, () =>
    {
        if (Directory.Exists(path))
        {
            throw new DiagnosticException(Catalog.UnwritableFile(path, "it is a folder"));
        }

        var target = Path.GetFullPath(path);
        if (IsDevice(target))
        {
            act(target, false);
            return;
        }

        target = new FileInfo(target).LinkTarget is null ? target : File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
        act(target, !IsPipe(target));
    });

    private static void Guard(string path, Action act)
    {
        try
        {
            act();
        }
        catch (UnauthorizedAccessException)
        {
            throw new DiagnosticException(Catalog.UnwritableFile(path, "access is denied"));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DiagnosticException(Catalog.UnwritableFile(path, "there is no such folder, and none can be made there"));
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new DiagnosticException(Catalog.UnwritableFile(path, e.Message.TrimEnd('.')));
        }
    }

    // In the folder that is there, of those that the file will be in.
    private static void Probe(string folder)
    {
        while (!Path.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var probe = Path.Combine(folder, $"snnc-{Guid.NewGuid():N}.tmp");
        new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
    }

    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal) && File.Exists(path);

    // .NET tells what is at a path only where it archives it; to open a pipe would wait for its other end, or wake it. A pipe has no length.
    private static bool IsPipe(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > 0)
        {
            return false;
        }

        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            writer.WriteEntry(path, "entry");
        }

        archive.Position = 0;
        return new TarReader(archive).GetNextEntry()!.EntryType == TarEntryType.Fifo;
    }

    private static void CopyInto(string device, string file)
    {
        using var content = File.OpenRead(file);
        using var output = new FileStream(device, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        content.CopyTo(output);
    }

    private static void Finish(string temporary, Action<string> write, Action<string> finish)
    {
        Unfinished[temporary] = true;
        try
        {
            write(temporary);
            finish(temporary);
        }
        finally
        {
            File.Delete(temporary);
            Unfinished.TryRemove(temporary, out _);
        }
    }
}

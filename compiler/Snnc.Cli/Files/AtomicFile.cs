using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Cli.Files;

/// <summary>
/// Writes files that are there whole or not at all: under a temporary name beside the place, renamed at the end. A link stays, and the file that it
/// leads to is written; what the system has in place of files (/dev/stdout, /dev/null) gets the content, and is never replaced.
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
    public static void Write(string path, Action<string> write)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new DiagnosticException(Catalog.UnwritableFile(path, "it is a folder"));
            }

            var target = Path.GetFullPath(path);
            if (IsDevice(target))
            {
                WriteThrough(target, write);
                return;
            }

            target = new FileInfo(target).LinkTarget is null ? target : File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            WriteAndRename(target, write);
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

    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal) && File.Exists(path);

    private static void WriteThrough(string device, Action<string> write)
    {
        var folder = Directory.CreateTempSubdirectory("snnc-");
        try
        {
            var temporary = Path.Combine(folder.FullName, Path.GetFileName(device));
            write(temporary);
            using var content = File.OpenRead(temporary);
            using var output = new FileStream(device, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            content.CopyTo(output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void WriteAndRename(string path, Action<string> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        Unfinished[temporary] = true;
        try
        {
            write(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
            Unfinished.TryRemove(temporary, out _);
        }
    }
}

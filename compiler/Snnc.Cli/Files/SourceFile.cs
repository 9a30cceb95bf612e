using System;
using System.IO;
using System.Linq;
using System.Text;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Cli.Files;

/// <summary>Reads programs. Whatever is wrong with a file is a diagnostic.</summary>
internal static class SourceFile
{
    /// <summary>The most bytes of a program: a network of 10,000 lines has half a megabyte.</summary>
    public const long MaxBytes = 8 << 20;

    private const int MaxCandidates = 10_000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file that is named on the command line.</summary>
    /// <exception cref="DiagnosticException">It is missing, empty, no text, too large or unreadable.</exception>
    public static SourceText Read(string path)
    {
        var content = ReadContent(path);
        return string.IsNullOrWhiteSpace(content) ? throw new DiagnosticException(Catalog.EmptyFile(path)) : new SourceText(path, content);
    }

    /// <summary>The text of a file that another one uses: it may be empty.</summary>
    /// <exception cref="DiagnosticException">It is missing, no text, too large or unreadable.</exception>
    public static string ReadContent(string path)
    {
        var bytes = ReadBytes(path);
        try
        {
            var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            var zero = Array.IndexOf(bytes, (byte)0);
            return zero < 0 ? Strict.GetString(bytes.AsSpan(start)) : throw new DiagnosticException(Catalog.NotText(path, zero));
        }
        catch (DecoderFallbackException e)
        {
            throw new DiagnosticException(Catalog.NotText(path, e.Index));
        }
    }

    /// <summary>The file of the folder whose name is nearest to that of a missing one, or null.</summary>
    public static string? Nearest(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || !Directory.Exists(folder))
        {
            return null;
        }

        var names = Directory.EnumerateFileSystemEntries(folder).Take(MaxCandidates).Select(Path.GetFileName).OfType<string>();
        return EditDistance.Nearest(Path.GetFileName(path), names);
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new DiagnosticException(Catalog.UnreadableFile(path, "it is a folder", "name a .snn file in it"));
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return ReadAll(path, file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DiagnosticException(Catalog.NoSuchFile(path, Nearest(path)));
        }
        catch (UnauthorizedAccessException)
        {
            throw new DiagnosticException(Catalog.UnreadableFile(path, "access is denied", "check its permissions"));
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new DiagnosticException(Catalog.UnreadableFile(path, e.Message.TrimEnd('.'), null));
        }
    }

    // A pipe or device tells no length, so the limit is kept while reading.
    private static byte[] ReadAll(string path, FileStream file)
    {
        if (file.CanSeek && file.Length > MaxBytes)
        {
            throw new DiagnosticException(Catalog.FileTooLarge(path, file.Length, MaxBytes));
        }

        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var count = file.Read(buffer); count > 0; count = file.Read(buffer))
        {
            content.Write(buffer, 0, count);
            if (content.Length > MaxBytes)
            {
                throw new DiagnosticException(Catalog.FileTooLarge(path, content.Length, MaxBytes));
            }
        }

        return content.ToArray();
    }
}

using System;
using System.IO;

namespace Snnc.LanguageServer.Documents;

/// <summary>Which state of a file: its time and size; all null where there is none.</summary>
internal readonly record struct FileStamp(DateTime? Time, long? Size)
{
    /// <summary>The present state of a file or folder.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length)
                : Directory.Exists(path) ? new FileStamp(Directory.GetLastWriteTimeUtc(path), null)
                : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return default;
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Snnc.LanguageServer.Queries.Completion;

/// <summary>Lists folders of the disk.</summary>
internal sealed class FolderListing : IFolderListing
{
    private const int MaxFiles = 500;

    /// <inheritdoc/>
    public IReadOnlyList<string> FilesBeside(string sourcePath, string folder)
    {
        try
        {
            var path = Path.Combine(Path.GetDirectoryName(sourcePath) ?? "", folder);
            return
            [
                .. new DirectoryInfo(path.Length == 0 ? "." : path).EnumerateFileSystemInfos().Take(MaxFiles)
                    .Where(entry => !entry.Name.StartsWith('.'))
                    .Select(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name).Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }
}

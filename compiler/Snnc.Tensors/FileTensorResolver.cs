using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Files;

namespace Snnc.Tensors;

/// <summary>
/// Opens the files that .snn files name, relative to the folder of the file that names them. Each is opened once, by its full path.
/// May be used from several threads.
/// </summary>
public sealed class FileTensorResolver : ITensorResolver
{
    private const int MaxCandidates = 10_000;
    private readonly Dictionary<string, ITensorSource> _opened = [];

    /// <inheritdoc/>
    public ITensorSource Open(string sourcePath, string reference)
    {
        if (string.IsNullOrWhiteSpace(reference))
        {
            throw new TensorFormatException(reference, "the name of a file is missing between the quotes");
        }

        var (path, fullPath) = ContainerAccess.Guard(reference, "read", () => Locate(sourcePath, reference));
        lock (_opened)
        {
            return _opened.TryGetValue(fullPath, out var source) ? source : _opened[fullPath] = OpenFile(path);
        }
    }

    private static (string Path, string FullPath) Locate(string sourcePath, string reference)
    {
        var folder = string.IsNullOrEmpty(sourcePath) ? "" : Path.GetDirectoryName(sourcePath);
        var path = Path.Combine(folder ?? sourcePath, reference);
        return (path, Path.GetFullPath(path));
    }

    private static ITensorSource OpenFile(string path) =>
        File.Exists(path) || Directory.Exists(path) ? TensorFile.Open(path) : throw Missing(path);

    private static TensorFormatException Missing(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || !Directory.Exists(folder))
        {
            return new TensorFormatException(path, $"there is no folder '{folder}'", "paths are relative to the .snn file");
        }

        var names = ContainerAccess.Guard(folder, "read", () => Directory.EnumerateFiles(folder).Take(MaxCandidates).ToList());
        var near = EditDistance.NearestFirst(Path.GetFileName(path), names.ConvertAll(Path.GetFileName).OfType<string>(), 3);
        return new TensorFormatException(path, "there is no such file", DidYouMean.Hint(near) ?? "paths are relative to the .snn file");
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Files;
using Snnc.Tensors.Zip;

namespace Snnc.Tensors;

/// <summary>A folder of files that are one tensor each (.npy, IDX, IDX.gz), seen as one container; its other files are passed over.</summary>
public sealed class TensorDirectory : ITensorSource
{
    private const int MaxFiles = ZipDirectory.MaxEntries;
    private static readonly string[] Endings = [".gz", ".npy", ".idx"];
    private readonly Dictionary<string, ITensorSource> _files;

    private TensorDirectory(string path, IReadOnlyList<(string Key, ITensorSource Source)> files)
    {
        Name = path;
        Tensors = [.. files.Select(f => f.Source.Tensors[0] with { Key = f.Key })];
        _files = files.ToDictionary(f => f.Key, f => f.Source);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Opens the folder. Keys are file names without .npy, .idx and .gz, in the order of their characters.</summary>
    /// <exception cref="TensorFormatException">
    /// There is no such folder, it has no such file, one of them is damaged, or two have the same key.
    /// </exception>
    public static ITensorSource Open(string path)
    {
        var names = ContainerAccess.Guard(path, "read", () => Directory.EnumerateFiles(path).Where(IsTensor).Take(MaxFiles + 1).ToList());
        if (names.Count is 0 or > MaxFiles)
        {
            throw new TensorFormatException(path, names.Count == 0 ? "the folder holds no .npy or IDX file" : "the folder holds too many files");
        }

        names.Sort(StringComparer.Ordinal);
        var files = names.ConvertAll(name => (Key: KeyOf(name), Source: TensorFile.Open(name)));
        var repeated = files.GroupBy(f => f.Key).FirstOrDefault(g => g.Count() > 1);
        return repeated is null ? new TensorDirectory(path, files)
            : throw new TensorFormatException(path, $"two files of the folder are called '{repeated.Key}' but for their endings");
    }

    /// <inheritdoc/>
    public TensorData Read(string key)
    {
        if (!_files.TryGetValue(key, out var file))
        {
            throw UnknownKey.Of(key, this);
        }

        var tensor = file.Read("");
        return tensor with { Info = tensor.Info with { Key = key } };
    }

    // An archive of something else may end in .gz too.
    private static bool IsTensor(string path) => ContainerFormat.OfName(Without(path, ".gz")) is { IsSingle: true };

    private static string KeyOf(string path) => Endings.Aggregate(Path.GetFileName(path), Without);

    private static string Without(string name, string ending) =>
        name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - ending.Length) : name;
}

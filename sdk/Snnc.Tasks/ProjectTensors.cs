using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Tensors.Manifests;
using Snnc.Compiler.Text;
using Snnc.Tensors;

namespace Snnc.Tasks;

/// <summary>
/// The containers of a project, each opened once. It remembers what it learned of the values that were read, for the manifests; of values that were not read
/// this time, the manifest of the last build knows, if the file is the same still.
/// </summary>
internal sealed class ProjectTensors(string projectFolder) : ITensorResolver
{
    private readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorFormatException> _unreadable = new(StringComparer.Ordinal);

    /// <summary>Takes what the manifest of the last build knows of a file that has not changed.</summary>
    public void Remember(string path, TensorManifest manifest)
    {
        if (TryOpen(path) is { } source)
        {
            foreach (var tensor in manifest.Tensors.Where(tensor => tensor.Statistics is not null))
            {
                source.Statistics[tensor.Info.Key] = tensor.Statistics;
            }
        }
    }

    /// <inheritdoc/>
    public ITensorSource Open(string sourcePath, string reference)
    {
        var path = SourcePath.Combine(sourcePath, reference);
        return TryOpen(path) ?? throw new TensorFormatException(reference, _unreadable[path].Message, _unreadable[path].Hint);
    }

    /// <summary>What is known of a file by now.</summary>
    public TensorManifest ManifestOf(string path)
    {
        var source = TryOpen(path);
        var name = SourcePath.Relative(projectFolder, path);
        return source is null
            ? new TensorManifest(name, []) { Error = _unreadable[path].Message, Hint = _unreadable[path].Hint }
            : new TensorManifest(name, source.Tensors.Select(tensor => new ManifestTensor(tensor, source.StatisticsOf(tensor.Key))).ToEquatableArray());
    }

    private Source? TryOpen(string path)
    {
        if (!_sources.TryGetValue(path, out var source) && !_unreadable.ContainsKey(path))
        {
            try
            {
                _sources[path] = source = new Source(TensorFile.Open(path));
            }
            catch (TensorFormatException e)
            {
                _unreadable[path] = e;
            }
        }

        return source;
    }

    private sealed class Source(ITensorSource file) : ITensorSource
    {
        public string Name => Path.GetFileName(file.Name);

        public IReadOnlyList<TensorInfo> Tensors => file.Tensors;

        public Dictionary<string, TensorStatistics?> Statistics { get; } = new(StringComparer.Ordinal);

        public TensorStatistics? StatisticsOf(string key) => Statistics.TryGetValue(key, out var known) ? known : null;

        public TensorData Read(string key)
        {
            var data = file.Read(key);
            Statistics[key] = TensorStatistics.Of(data);
            return data;
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Tensors.Manifests;
using Snnc.Compiler.Text;

namespace Snnc.Generator;

/// <summary>Gives programs the containers that they name as far as their manifests tell of them: keys, types and shapes, and no values.</summary>
internal sealed class ManifestResolver(ProgramInput input) : ITensorResolver
{
    /// <inheritdoc/>
    public ITensorSource Open(string sourcePath, string reference)
    {
        var path = SourcePath.Combine(sourcePath, reference);
        var manifest = input.Containers.FirstOrDefault(container => container.Path == path);
        return manifest is null ? throw Missing(reference, path)
            : manifest.Error is { } error ? throw new TensorFormatException(reference, error, manifest.Hint)
            : new Source(reference, manifest);
    }

    private TensorFormatException Missing(string reference, string path)
    {
        var nearest = EditDistance.Nearest(path, input.Others.ToList());
        return new TensorFormatException(
            reference,
            "the project has no such file of weights",
            nearest is not null ? $"did you mean '{SourcePath.Relative(FolderOf(path), nearest)}'?"
            : $"paths are relative to the .snn file; a file that no default pattern finds is added by <SnnWeights Include=\"{reference}\" />");
    }

    private static string FolderOf(string path) => path.Substring(0, path.LastIndexOf('/') + 1);

    private sealed class Source(string name, TensorManifest manifest) : ITensorSource, ITensorStatistics
    {
        public string Name => name;

        public IReadOnlyList<TensorInfo> Tensors { get; } = manifest.Tensors.Select(tensor => tensor.Info).ToList();

        public TensorData Read(string key) => throw new TensorFormatException(name, "its values are not read while C# is compiled");

        public TensorStatistics? StatisticsOf(string key) => manifest.Tensors.FirstOrDefault(tensor => tensor.Info.Key == key)?.Statistics;
    }
}

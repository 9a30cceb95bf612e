using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors.Manifests;

namespace Snnc.Generator;

/// <summary>All that the compilation of one file depends on: equal inputs give equal results.</summary>
/// <param name="File">The file.</param>
/// <param name="Used">The files that it uses, and those that they use.</param>
/// <param name="Containers">What is known of the weights that they name.</param>
/// <param name="Others">The other containers of the project, where one that is named is not among them.</param>
/// <param name="Packed">The weights files of its networks.</param>
/// <param name="Recorded">How active its networks were.</param>
internal sealed record ProgramInput(
    SourceFile File,
    EquatableArray<SourceFile> Used,
    EquatableArray<TensorManifest> Containers,
    EquatableArray<string> Others,
    EquatableArray<PackedNetwork> Packed,
    EquatableArray<RecordedNetwork> Recorded)
{
    /// <summary>Picks what a file depends on from all that the project has.</summary>
    public static ProgramInput Of(SourceFile file, EquatableArray<SourceFile> files, EquatableArray<Manifest> manifests)
    {
        var used = UsedBy(file, files);
        var references = used.Prepend(file).SelectMany(source => source.References).Distinct().ToList();
        var containers = manifests.Select(manifest => manifest.Container).OfType<TensorManifest>().ToList();
        var named = containers.Where(container => references.Contains(container.Path)).ToEquatableArray();
        var known = new HashSet<string>(used.Select(source => source.Key).Concat(named.Select(container => container.Path)));
        return new ProgramInput(
            file,
            used,
            named,
            references.All(known.Contains) ? [] : containers.Select(container => container.Path).ToEquatableArray(),
            manifests.SelectMany(manifest => manifest.Networks).Where(network => network.Program == file.RelativePath).ToEquatableArray(),
            manifests.SelectMany(manifest => manifest.Recorded).Where(network => network.Program == file.RelativePath).ToEquatableArray());
    }

    private static EquatableArray<SourceFile> UsedBy(SourceFile file, EquatableArray<SourceFile> files)
    {
        var byKey = files.GroupBy(source => source.Key).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var found = new List<SourceFile> { file };
        for (var i = 0; i < found.Count; i++)
        {
            var named = found[i].References.Where(byKey.ContainsKey).Select(key => byKey[key]);
            found.AddRange(named.Where(source => !found.Contains(source)).Distinct().ToList());
        }

        return found.Skip(1).ToEquatableArray();
    }
}

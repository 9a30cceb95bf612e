using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Tensors.Manifests;
using Snnc.Compiler.Text;
using Snnc.Tensors.Activities;

namespace Snnc.Tasks;

/// <summary>
/// Prepares the weights of a project: for each file of weights a manifest, which the generator compiles programs with; for each network the tensors that it
/// reads, in a file of their own (.snnw), as <c>snnc build</c> writes it; and a list of the programs that have networks. What has not changed since the
/// last build stays as it is.
/// </summary>
/// <param name="projectFolder">The project's folder, as a full path.</param>
/// <param name="folder">Where all that is made goes.</param>
/// <param name="contentFolder">Where a program finds weights that are files beside it; null where they are resources.</param>
internal sealed class WeightsBuild(string projectFolder, string folder, string? contentFolder)
{
    private const string StateFile = "pack.state", NetworksFile = "networks" + ManifestText.Ending, ProgramsFile = "programs.list", BlobEnding = ".snnw";

    private readonly ProjectTensors _tensors = new(projectFolder);
    private readonly ProjectSources _sources = new();
    private readonly PackState _state = new(BuildFile.ReadText(Path.Combine(folder, StateFile)));
    private readonly HashSet<string> _unchanged = new(StringComparer.Ordinal);
    private readonly List<PackedNetwork> _packed = [];
    private readonly List<RecordedNetwork> _recorded = [];
    private readonly List<string> _withNetworks = [];
    private readonly List<Diagnostic> _found = [];

    /// <summary>Makes what is missing, and deletes what is no longer wanted.</summary>
    /// <param name="programs">The .snn files.</param>
    /// <param name="weights">The files of weights, as full paths.</param>
    /// <returns>What is wrong with weights and recorded activity; what is wrong with programs the generator says.</returns>
    public IReadOnlyList<Diagnostic> Run(IReadOnlyList<ProgramItem> programs, IReadOnlyList<string> weights)
    {
        Directory.CreateDirectory(folder);
        var files = weights.Select(SourcePath.Normalize).Distinct().ToList();
        files.ForEach(Remember);
        var before = BuildFile.ReadText(Path.Combine(folder, NetworksFile));
        foreach (var program in programs)
        {
            Pack(program, ManifestText.ReadNetworks(before), ManifestText.ReadActivities(before));
        }

        foreach (var file in files)
        {
            BuildFile.WriteText(ManifestOf(file), ManifestText.Of(_tensors.ManifestOf(file)));
        }

        BuildFile.WriteText(Path.Combine(folder, NetworksFile), ManifestText.Of(_packed, _recorded));
        BuildFile.WriteText(Path.Combine(folder, ProgramsFile), string.Join("\n", _withNetworks));
        DeleteOthers(files);

        WriteState();
        return _found;
    }

    // Written always, since its time says when all this was done last; and not where it was not.
    private void WriteState()
    {
        var path = Path.Combine(folder, StateFile);
        if (_found.Count == 0)
        {
            File.WriteAllText(path, _state.ToString());
        }
        else
        {
            File.Delete(path);
        }
    }

    private static string BlobOf(string program, string network) => $"{FileName.Of(program)}.{FileName.Of(network)}{BlobEnding}";

    private string ManifestOf(string file) => Path.Combine(folder, FileName.Of(SourcePath.Relative(projectFolder, file)) + ManifestText.Ending);

    private void Remember(string file)
    {
        if (_state.IsSameFile(file) && ManifestText.ReadContainer(BuildFile.ReadText(ManifestOf(file))) is { } manifest)
        {
            _unchanged.Add(file);
            _tensors.Remember(file, manifest);
        }
    }

    private void Pack(ProgramItem item, IReadOnlyCollection<PackedNetwork> before, IEnumerable<RecordedNetwork> recorded)
    {
        var (program, name) = (item.Path, SourcePath.Relative(projectFolder, item.Path));
        var compilation = Compilation.Create(new SourceText(program, File.ReadAllText(program)), _sources, _tensors);
        if (compilation.HasErrors)
        {
            // The next build without errors may find its weights as they were.
            foreach (var kept in before.Where(network => network.Program == name))
            {
                _packed.Add(kept);
                _state.Keep(BlobOf(kept.Program, kept.Network));
            }

            _recorded.AddRange(recorded.Where(network => network.Program == name));
            return;
        }

        if (compilation.Graphs.Count > 0)
        {
            _withNetworks.Add(item.Arguments);
        }

        if (item.Activity is { } activity)
        {
            ReadActivity(name, activity, compilation.Graphs);
        }

        foreach (var graph in compilation.Graphs.Where(GraphWeights.AreOfFiles))
        {
            try
            {
                _packed.Add(Pack(name, graph, before.FirstOrDefault(network => network.Program == name && network.Network == graph.Name)));
            }
            catch (TensorFormatException e)
            {
                _state.Forget(BlobOf(name, graph.Name));
                _found.Add(Catalog.BadContainer(PlaceOf(graph, compilation), e.Path, e.Message, e.Hint));
            }
        }
    }

    private void ReadActivity(string program, string path, IReadOnlyList<Graph> graphs)
    {
        try
        {
            var profile = ActivityFile.Read(path, File.ReadAllText(path), graphs);
            var densities = profile.Densities.Select(node => new RecordedNode(node.Key, node.Value)).ToEquatableArray();
            _recorded.Add(new RecordedNetwork(program, profile.Network, densities));
        }
        catch (DiagnosticException e)
        {
            _found.AddRange(e.Diagnostics);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            var hint = $"SnnActivity of {program} names it, as seen from the project's folder; 'snnc profile' records it";
            _found.Add(Catalog.NoSuchFile(path, null) with { Hint = hint });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _found.Add(Catalog.UnreadableFile(path, e.Message.TrimEnd('.'), $"SnnActivity of {program} names it"));
        }
    }

    private static Location PlaceOf(Graph graph, Compilation compilation)
    {
        var tree = compilation.Tree;
        var network = tree.Root.Declarations.OfType<NetworkSyntax>().First(network => network.Name.Text == graph.Name);
        return new Location(tree.Text, network.Members.OfType<WeightsSyntax>().FirstOrDefault()?.Path.Span ?? network.Name.Span);
    }

    private PackedNetwork Pack(string program, Graph graph, PackedNetwork? before)
    {
        var blob = BlobOf(program, graph.Name);
        var path = Path.Combine(folder, blob);
        var weights = new GraphWeights(graph, _tensors);
        var items = weights.Names.Select(name => new PackedTensor(weights, name.Container, name.Key)).ToList();
        var isSame = _state.IsSame(blob, Sha256.OfText(string.Join("\n", items.Select(item => item.Description).Concat(PathsOf(graph)))));
        var sha = isSame && before is not null && File.Exists(path) && PathsOf(graph).All(_unchanged.Contains)
            ? before.Sha256 : WeightsWriter.Write(path, items);
        return new PackedNetwork(program, graph.Name, contentFolder is null ? blob : $"{contentFolder}/{blob}", contentFolder is null, sha);
    }

    private static IEnumerable<string> PathsOf(Graph graph) =>
        graph.Containers.Select(container => SourcePath.Combine(container.SourcePath ?? "", container.Path ?? ""));

    private void DeleteOthers(IEnumerable<string> files)
    {
        var kept = new HashSet<string>(
            files.Select(ManifestOf).Concat(_packed.Select(network => Path.Combine(folder, BlobOf(network.Program, network.Network))))
                .Append(Path.Combine(folder, NetworksFile)));
        foreach (var stale in Directory.EnumerateFiles(folder).Where(path => IsOurs(path) && !kept.Contains(path)).ToList())
        {
            File.Delete(stale);
        }
    }

    private static bool IsOurs(string path) =>
        path.EndsWith(ManifestText.Ending, StringComparison.Ordinal) || path.EndsWith(BlobEnding, StringComparison.Ordinal);
}

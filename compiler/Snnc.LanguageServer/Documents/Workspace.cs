using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Documents;

/// <summary>One state of all that the client has open. Immutable.</summary>
public sealed class Workspace
{
    private const int MaxFiles = 2000;
    private const string Pattern = "*.snn";

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 16,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    private readonly ImmutableDictionary<string, DocumentSnapshot> _documents;
    private readonly AnalysisSources _sources;

    internal Workspace(
        ImmutableDictionary<string, DocumentSnapshot> documents,
        AnalysisSources sources,
        IReadOnlyList<string> folders,
        Settings settings,
        ClientCapabilities client)
    {
        _documents = documents;
        _sources = sources;
        Folders = folders;
        Settings = settings;
        Client = client;
    }

    /// <summary>Gets the open documents.</summary>
    public IEnumerable<DocumentSnapshot> Documents => _documents.Values;

    /// <summary>Gets the paths of the folders that are open.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>Gets what the user has set.</summary>
    public Settings Settings { get; }

    /// <summary>Gets what the client can do.</summary>
    public ClientCapabilities Client { get; }

    /// <summary>Gets what opens files of tensors.</summary>
    internal ITensorResolver Tensors => _sources.Tensors;

    /// <summary>The open document of a URI, or null.</summary>
    public DocumentSnapshot? Find(string uri) => _documents.GetValueOrDefault(DocumentUri.ToPath(uri));

    /// <summary>Whether a document of this path is open.</summary>
    public bool IsOpen(string path) => _documents.ContainsKey(path);

    /// <summary>The open document of a path, or the file there; null where there is none.</summary>
    public DocumentSnapshot? FindOrRead(string path) =>
        _documents.TryGetValue(path, out var open) ? open
        : _sources.Programs.Find(path) is { } tree ? new DocumentSnapshot(DocumentUri.FromPath(path), tree, _sources)
        : null;

    /// <summary>The paths of the programs in the folders that are open, and of the open documents; of a very large tree not all.</summary>
    public IReadOnlyList<string> Programs() =>
        [.. _documents.Keys.Concat(Folders.SelectMany(ProgramsIn)).Distinct(DocumentUri.PathComparer).Take(MaxFiles)];

    /// <summary>A place of a compiled text as the client knows it: in an open document, a file, or a file that a text of the library is written
    /// to.</summary>
    public Location LocationOf(Compiler.Text.Location place) => new(UriOf(place.Source), new LineMap(place.Source.Content).RangeOf(place.Span));

    /// <summary>The URI of a compiled text.</summary>
    public string UriOf(SourceText source) =>
        StandardLibrary.IsOfLibrary(source) ? DocumentUri.FromPath(LibraryFolder.PathOf(source))
        : _documents.TryGetValue(source.Path, out var open) ? open.Uri
        : DocumentUri.FromPath(source.Path);

    private static List<string> ProgramsIn(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, Pattern, Everywhere).Where(IsSource).Take(MaxFiles)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsSource(string path) =>
        !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules");
}

using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>A file with the files that it uses. Its own definitions hide those of its uses, which hide the prelude's.</summary>
internal sealed class ProgramFile
{
    private const int DeepestUse = 64;

    private readonly Dictionary<string, Definition> _own = [];
    private readonly List<ProgramFile> _uses = [];
    private readonly Dictionary<string, ProgramFile> _used = [];
    private IReadOnlyList<ProgramFile>? _visible;

    private ProgramFile(SyntaxTree tree, ProgramFile? prelude, DiagnosticBag bag)
    {
        Tree = tree;
        Prelude = prelude;
        bag.AddRange(tree.Diagnostics);
        foreach (var declaration in tree.Root.Declarations)
        {
            DuplicateChecker.Check(declaration, tree.Text, bag);
            Declare(declaration, bag);
        }
    }

    /// <summary>Gets the tree.</summary>
    public SyntaxTree Tree { get; }

    /// <summary>Gets the prelude; null of the prelude itself.</summary>
    public ProgramFile? Prelude { get; }

    /// <summary>Gets the files that it uses, by how it names them.</summary>
    public IReadOnlyDictionary<string, ProgramFile> Used => _used;

    /// <summary>Gets what the file itself declares.</summary>
    public IEnumerable<Definition> Own => _own.Values;

    /// <summary>Gets all names that are visible in the file.</summary>
    public IEnumerable<string> Names => Visible().SelectMany(file => file._own.Keys);

    /// <summary>Loads a file and, through the resolver, what it uses; each file once.</summary>
    public static ProgramFile Load(SyntaxTree root, SyntaxTree prelude, ISourceResolver sources, DiagnosticBag bag)
    {
        var library = new ProgramFile(prelude, null, bag);
        return Load(root, library, sources, bag, [], []);
    }

    /// <summary>What a name means in the file, or null.</summary>
    public Definition? Find(string name)
    {
        _visible ??= Visible().ToList();
        foreach (var file in _visible)
        {
            if (file._own.TryGetValue(name, out var definition))
            {
                return definition;
            }
        }

        return null;
    }

    /// <summary>The file and all files that it uses, without the prelude.</summary>
    public IReadOnlyList<ProgramFile> WithUses()
    {
        var files = new List<ProgramFile>();
        Collect(files);
        return files;
    }

    private static ProgramFile Load(
        SyntaxTree tree, ProgramFile prelude, ISourceResolver sources, DiagnosticBag bag, Dictionary<string, ProgramFile> loaded, List<string> path)
    {
        var file = new ProgramFile(tree, prelude, bag);
        loaded[tree.Text.Path] = file;
        path.Add(tree.Text.Path);
        foreach (var use in tree.Root.Declarations.OfType<UseSyntax>().Where(use => !use.Path.IsMissing))
        {
            var at = new Location(tree.Text, use.Path.Span);
            if (sources.TryRead(tree.Text.Path, use.Path.StringValue) is not { } text)
            {
                bag.Add(Catalog.UseNotFound(at, use.Path.StringValue));
            }
            else if (path.Contains(text.Path) || path.Count >= DeepestUse)
            {
                var start = Math.Max(0, path.IndexOf(text.Path));
                bag.Add(Catalog.UseCycle(at, Shorten(path.Skip(start).Append(text.Path).ToList())));
            }
            else
            {
                var used = loaded.TryGetValue(text.Path, out var known) ? known : Load(SyntaxTree.Parse(text), prelude, sources, bag, loaded, path);
                file._uses.Add(used);
                file._used[use.Path.StringValue] = used;
            }
        }

        path.RemoveAt(path.Count - 1);
        return file;
    }

    private static IEnumerable<string> Shorten(List<string> paths) =>
        (paths.Count <= 8 ? paths : paths.Take(4).Append("...").Concat(paths.Skip(paths.Count - 3))).Select(path => System.IO.Path.GetFileName(path));

    private void Declare(DeclarationSyntax declaration, DiagnosticBag bag)
    {
        if (Definition.NameOf(declaration) is not { IsMissing: false } name)
        {
            return;
        }

        var definition = new Definition(name.Text, declaration, this);
        if (_own.TryGetValue(name.Text, out var first))
        {
            bag.Add(Catalog.DuplicateName(definition.At, name.Text, first.At));
            return;
        }

        _own.Add(name.Text, definition);
    }

    private IEnumerable<ProgramFile> Visible() => Prelude is null ? WithUses() : WithUses().Append(Prelude);

    private void Collect(List<ProgramFile> files)
    {
        if (!files.Contains(this))
        {
            files.Add(this);
            _uses.ForEach(use => use.Collect(files));
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Names;

/// <summary>The names of a program: of its file, of those that it uses, and of the prelude. May be used from several threads.</summary>
internal sealed class ProgramNames
{
    private readonly object _gate = new();
    private readonly Dictionary<string, ProgramFile> _files = [];
    private readonly Dictionary<string, NameTable> _tables = [];
    private readonly Dictionary<(string Path, int Start), NameSymbol> _definitions = [];

    /// <summary>Finds the names of a program.</summary>
    public ProgramNames(ProgramFile file)
    {
        var files = file.Prelude is { } prelude ? file.WithUses().Append(prelude) : file.WithUses();
        foreach (var used in files)
        {
            _files[used.Tree.Text.Path] = used;
        }
    }

    /// <summary>Gets the files, the program's own first and the prelude last.</summary>
    public IEnumerable<SyntaxTree> Trees => _files.Values.Select(file => file.Tree);

    /// <summary>The names in one of the files.</summary>
    public NameTable Of(SyntaxTree tree)
    {
        lock (_gate)
        {
            var path = tree.Text.Path;
            if (!_tables.TryGetValue(path, out var table))
            {
                table = new NameTable(tree, new NameCollector(_files[path], this).Collect(), this);
                _tables.Add(path, table);
            }

            return table;
        }
    }

    /// <summary>What a file declares.</summary>
    public IReadOnlyList<NameSymbol> Own(SyntaxTree tree) => _files[tree.Text.Path].Own.Select(Of).ToList();

    /// <summary>What is visible in a file.</summary>
    public IReadOnlyList<NameSymbol> Visible(SyntaxTree tree)
    {
        var file = _files[tree.Text.Path];
        return file.Names.Distinct().Select(name => Of(file.Find(name)!)).ToList();
    }

    /// <summary>What a name of the top level means in a file, or null.</summary>
    public NameSymbol? Find(SyntaxTree tree, string name) => Find(_files[tree.Text.Path], name);

    /// <summary>What a name of the top level means in a file, or null.</summary>
    public NameSymbol? Find(ProgramFile file, string name) => file.Find(name) is { } definition ? Of(definition) : null;

    /// <summary>The beginning of a file that a program uses, or null where there is none.</summary>
    public Location? Used(ProgramFile file, string reference) =>
        file.Used.TryGetValue(reference, out var used) ? new Location(used.Tree.Text, default) : null;

    /// <summary>The definition that a symbol stands for, or null.</summary>
    public Definition? DefinitionOf(NameSymbol symbol) =>
        symbol.At is { } at && _files.TryGetValue(at.Path, out var file) ? file.Own.FirstOrDefault(own => own.At.Span == at.Span) : null;

    /// <summary>The symbol of a definition: always the same one.</summary>
    public NameSymbol Of(Definition definition)
    {
        lock (_gate)
        {
            var key = (definition.At.Path, definition.At.Span.Start);
            if (!_definitions.TryGetValue(key, out var symbol))
            {
                symbol = new DeclaredNames(definition.File, this).Of(definition);
                _definitions.Add(key, symbol);
            }

            return symbol;
        }
    }
}

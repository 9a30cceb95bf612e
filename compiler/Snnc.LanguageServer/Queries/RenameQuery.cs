using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries;

/// <summary>Why something cannot be renamed, for the user.</summary>
internal sealed class RenameException(string message) : Exception(message);

/// <summary>Gives a name another spelling wherever it stands for the same thing.</summary>
internal static class RenameQuery
{
    private const int MostKeys = 4;

    private static readonly Dictionary<NameKind, string> Fixed = new()
    {
        [NameKind.Operator] = "an operator of the language",
        [NameKind.OperatorParameter] = "an argument of the language",
        [NameKind.Function] = "a function of the language",
        [NameKind.Rule] = "a rule of the language",
        [NameKind.Unit] = "a unit",
        [NameKind.TimeEntry] = "a word of the language",
        [NameKind.Method] = "a method of the language",
        [NameKind.File] = "the name of a file",
        [NameKind.Tensor] = "the name of a tensor in a file",
    };

    private static readonly Dictionary<NameKind, string> Capturable = new()
    {
        [NameKind.Operator] = "an operator",
        [NameKind.Neuron] = "a neuron model",
        [NameKind.Block] = "a block",
        [NameKind.Constant] = "a constant",
        [NameKind.Rule] = "a rule for synapses",
    };

    /// <summary>What stands at a position and can be renamed.</summary>
    /// <exception cref="RenameException">It cannot be.</exception>
    public static NameUse Prepare(ProgramView view, int offset)
    {
        var use = NavigationQuery.SymbolAt(view, offset) ?? throw new RenameException(NoName(view, offset));
        if (Fixed.TryGetValue(use.Symbol.Kind, out var what))
        {
            throw new RenameException($"'{use.Symbol.Name}' is {what} and cannot be renamed");
        }

        if (use.Symbol.At is { } at && StandardLibrary.IsOfLibrary(at.Source))
        {
            throw new RenameException($"'{use.Symbol.Name}' is declared in the compiler's library; copy the model under a new name to change it");
        }

        if (LabelledTensors.Of(view, use.Symbol) is [var tensor, ..] tensors)
        {
            throw new RenameException(
                $"'{use.Symbol.Name}' is also the key of tensors in \"{tensor.File}\" ({string.Join(", ", tensors.Take(MostKeys).Select(t => t.Key))}): "
                + $"give them to the node first, as `{tensor.Role} = {tensor.Weights}[\"{tensor.Key}\"]`");
        }

        return use;
    }

    /// <summary>The places to be changed.</summary>
    /// <param name="programs">All programs that may name it.</param>
    /// <exception cref="RenameException">The new name is none, is reserved, or means something already.</exception>
    public static IReadOnlyList<Compiler.Text.Location> Run(ProgramView view, int offset, string name, IReadOnlyList<Compilation> programs)
    {
        var use = Prepare(view, offset);
        if (!IsIdentifier(name))
        {
            throw new RenameException($"'{name}' is not a name: a letter or '_', then letters, digits and '_'");
        }

        if (SyntaxFacts.ReservedWords.Contains(name))
        {
            throw new RenameException($"'{name}' is a reserved word");
        }

        var places = NavigationQuery.References(use.Symbol, programs);
        if (name != use.Symbol.Name && Collision(use.Symbol, name, places, programs) is { } at)
        {
            throw new RenameException($"'{name}' is declared already in line {at.Start.Line} of {System.IO.Path.GetFileName(at.Path)}");
        }

        if (name != use.Symbol.Name && Captured(use.Symbol, name, programs) is { } other)
        {
            throw new RenameException($"'{name}' is used as {NameOf(other.Kind)} where it would mean this then");
        }

        return [.. places.Select(place => place.At)];
    }

    private static string NoName(ProgramView view, int offset)
    {
        var token = view.Tree.Tokens.FirstOrDefault(token => token.Span.Start <= offset && offset <= token.Span.End && token.Span.Length > 0);
        return token is not null && SyntaxFacts.IsKeyword(token.Kind) ? $"'{token.Text}' is a keyword and cannot be renamed"
            : "there is no name here that can be renamed";
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    // Another thing of the new name beside the declaration, or visible where the old name is used.
    private static Compiler.Text.Location? Collision(
        NameSymbol symbol, string name, IReadOnlyList<NamePlace> places, IReadOnlyList<Compilation> programs)
    {
        if (symbol.Kind == NameKind.Local)
        {
            return symbol.Owner?.Find(name, _ => true)?.At ?? OtherLocal(symbol, name, places, programs);
        }

        var beside = symbol.Owner?.Find(name, member => !member.IsSame(symbol))?.At;
        return beside ?? (symbol.Owner is null ? Visible(name, places, programs) : null) ?? Hidden(symbol, name, places, programs);
    }

    private static Compiler.Text.Location? Visible(string name, IReadOnlyList<NamePlace> places, IReadOnlyList<Compilation> programs)
    {
        var paths = places.Select(place => place.At.Path).ToHashSet();
        return Tables(programs).Where(table => paths.Contains(table.Tree.Text.Path)).Select(table => table.Find(name)?.At)
            .FirstOrDefault(at => at is not null && !StandardLibrary.IsOfLibrary(at.Source));
    }

    // A member that has the new name in a body in which the old one is used would take its place there.
    private static Compiler.Text.Location? Hidden(
        NameSymbol symbol, string name, IReadOnlyList<NamePlace> places, IReadOnlyList<Compilation> programs)
    {
        if (symbol.Owner is not null)
        {
            return null;
        }

        var bodies = Tables(programs).SelectMany(table => table.Own).Where(own => places.Any(place => Holds(own, place.At)));
        return bodies.Select(body => body.Find(name, _ => true)?.At).FirstOrDefault(at => at is not null);
    }

    private static Compiler.Text.Location? OtherLocal(
        NameSymbol symbol, string name, IReadOnlyList<NamePlace> places, IReadOnlyList<Compilation> programs)
    {
        var path = places[0].At.Path;
        return Tables(programs).Where(table => table.Tree.Text.Path == path).SelectMany(table => table.Uses)
            .FirstOrDefault(use => use.Symbol.Kind == NameKind.Local && use.Symbol.Name == name && use.Symbol.Owner == symbol.Owner)
            ?.Symbol.At;
    }

    // Names that are looked up where the new one would be found first: in its body or model, or, of the top level, in all files.
    private static NameSymbol? Captured(NameSymbol symbol, string name, IReadOnlyList<Compilation> programs) => Tables(programs)
        .SelectMany(table => table.Uses.Where(use => use.Symbol.Name == name && Captures(symbol, use.Symbol.Kind)
            && (symbol.Owner is null || Holds(symbol.Owner, new(table.Tree.Text, use.Span)))))
        .FirstOrDefault()?.Symbol;

    // Nodes hide operators, models and blocks; values and members of a model hide constants and the like.
    private static bool Captures(NameSymbol symbol, NameKind other) => symbol.Kind switch
    {
        NameKind.Output => false,
        _ when symbol.Owner is null => Capturable.ContainsKey(other),
        _ when symbol.IsNode => other is NameKind.Operator or NameKind.Neuron or NameKind.Block,
        _ => other is NameKind.Constant or NameKind.Rule || (symbol.IsValue && other is NameKind.Neuron or NameKind.Block),
    };

    private static string NameOf(NameKind kind) => Capturable[kind];

    private static IEnumerable<NameTable> Tables(IEnumerable<Compilation> programs) =>
        programs.SelectMany(program => program.Trees.Where(tree => !StandardLibrary.IsOfLibrary(tree.Text)).Select(program.NamesOf));

    private static bool Holds(NameSymbol body, Compiler.Text.Location place) =>
        body.At?.Path == place.Path && body.Syntax is { } syntax && syntax.Span.Contains(place.Span.Start);
}

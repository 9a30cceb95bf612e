using System.Collections.Generic;

namespace Snnc.LanguageServer.Protocol;

/// <summary>The picture beside a symbol.</summary>
public enum SymbolKind
{
    File = 1, Module, Namespace, Package, Class, Method, Property, Field, Constructor, Enum, Interface, Function, Variable, Constant,
    String, Number, Boolean, Array, Object, Key, Null, EnumMember, Struct, Event, Operator, TypeParameter,
}

/// <summary>Something that is declared in a document, with what is declared inside.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Range">The whole declaration.</param>
/// <param name="SelectionRange">Its name.</param>
public sealed record DocumentSymbol(string Name, SymbolKind Kind, Range Range, Range SelectionRange)
{
    /// <summary>Gets more about it, for example its operator.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets what is declared inside.</summary>
    public IReadOnlyList<DocumentSymbol>? Children { get; init; }
}

/// <summary>Of <c>workspace/symbol</c>.</summary>
public sealed record WorkspaceSymbolParams(string Query);

/// <summary>Something that is declared in a file of the workspace.</summary>
public sealed record SymbolInformation(string Name, SymbolKind Kind, Location Location, string? ContainerName = null);

/// <summary>Coloured tokens, five numbers each: line and character from the one before, length, type, modifiers.</summary>
public sealed record SemanticTokens(IReadOnlyList<int> Data, string? ResultId = null);

/// <summary>Names of the types and modifiers of tokens.</summary>
public sealed record SemanticTokensLegend(IReadOnlyList<string> TokenTypes, IReadOnlyList<string> TokenModifiers);

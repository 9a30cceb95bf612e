using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Names;

/// <summary>What a name stands for: its kind, where it is declared, and what belongs to it.</summary>
/// <param name="kind">What it is.</param>
/// <param name="name">The name.</param>
/// <param name="at">Where the name is declared; null for what is part of the language or of a file of tensors.</param>
/// <param name="syntax">The declaration, if there is one.</param>
/// <param name="owner">What it belongs to: the model of a parameter, the network of a node, the file of a tensor.</param>
public sealed class NameSymbol(NameKind kind, string name, Location? at, SyntaxNode? syntax, NameSymbol? owner)
{
    private static readonly Lazy<IReadOnlyList<NameSymbol>> NoMembers = new(() => []);
    private static readonly Lazy<NameSymbol?> NoTarget = new(() => null);

    private Lazy<IReadOnlyList<NameSymbol>> _members = NoMembers;
    private Lazy<NameSymbol?> _target = NoTarget;
    private ILookup<string, NameSymbol>? _byName;
    private IReadOnlyList<NameSymbol>? _parameters;

    /// <summary>Gets what it is.</summary>
    public NameKind Kind { get; } = kind;

    /// <summary>Gets the name.</summary>
    public string Name { get; } = name;

    /// <summary>Gets where the name is declared, or null.</summary>
    public Location? At { get; } = at;

    /// <summary>Gets the declaration, or null.</summary>
    public SyntaxNode? Syntax { get; } = syntax;

    /// <summary>Gets what it belongs to, or null.</summary>
    public NameSymbol? Owner { get; } = owner;

    /// <summary>Gets the documentation comment, or null.</summary>
    public string? Documentation { get; init; }

    /// <summary>Gets what is declared inside: parameters, states and ports of a model, members of a network or block, choices of a parameter.</summary>
    public IReadOnlyList<NameSymbol> Members => _members.Value;

    /// <summary>Gets, of a label, the operator, model, block or parameter that it is an instance of; null where that is unknown.</summary>
    public NameSymbol? Target => _target.Value;

    /// <summary>Gets a value indicating whether it is a node of a body: what chains and outputs may name.</summary>
    public bool IsNode => Kind is NameKind.Node or NameKind.Instance or NameKind.Input;

    /// <summary>Gets a value indicating whether it is a value in the expressions of a body.</summary>
    public bool IsValue => Kind is NameKind.LocalConstant or NameKind.Weights or NameKind.BlockParameter;

    /// <summary>Gets the members that can be given as arguments, in order.</summary>
    internal IReadOnlyList<NameSymbol> Parameters => _parameters ??=
        Members.Where(member => member.Kind is NameKind.Parameter or NameKind.BlockParameter or NameKind.OperatorParameter).ToList();

    /// <summary>The first member of that name that fits, or null.</summary>
    public NameSymbol? Find(string member, Func<NameSymbol, bool> fits)
    {
        _byName ??= Members.ToLookup(symbol => symbol.Name);
        return _byName[member].FirstOrDefault(fits);
    }

    /// <summary>Whether both are one thing, although they may be of two compilations of the same texts.</summary>
    public bool IsSame(NameSymbol other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        var isAlike = Kind == other.Kind && Name == other.Name && At?.Path == other.At?.Path && At?.Span == other.At?.Span;
        return isAlike && (At is not null || (Owner is null ? other.Owner is null : other.Owner is not null && Owner.IsSame(other.Owner)));
    }

    internal void Define(Func<IReadOnlyList<NameSymbol>> members) => _members = new(members);

    internal void Aim(Func<NameSymbol?> target) => _target = new(target);
}

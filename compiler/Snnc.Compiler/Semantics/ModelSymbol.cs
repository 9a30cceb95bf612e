using System;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>What a name in a neuron stands for.</summary>
internal enum ModelSymbolKind
{
    Parameter,
    State,
    Port,
    Local,
}

/// <summary>A name in a neuron. It is known from the beginning, so that its use before its declaration can be told from a misspelling.</summary>
internal sealed class ModelSymbol(ModelSymbolKind kind, string name, Location at)
{
    public ModelSymbolKind Kind { get; } = kind;

    public string Name { get; } = name;

    public Location At { get; } = at;

    public BoundType Type { get; set; } = BoundType.Real;

    public Dimension Dimension { get; set; }

    /// <summary>Gets or sets the choices of a choice parameter.</summary>
    public EquatableArray<string> Choices { get; set; }

    /// <summary>Gets or sets a value indicating whether its declaration is bound already.</summary>
    public bool IsBound { get; set; }

    /// <summary>Gets or sets the width of a whole state; 0 else.</summary>
    public int Bits { get; set; }

    /// <summary>
    /// Gets or sets the number of parts of what a parameter or var stands for, with those of the parameters and vars in it; 0 where that changes.
    /// </summary>
    public int Size { get; set; } = 1;

    public string Description => Kind switch
    {
        ModelSymbolKind.Parameter => "a parameter",
        ModelSymbolKind.State => "a state",
        ModelSymbolKind.Port => "an input",
        _ => "a var",
    };

    /// <summary>Its value where it is read; an error if its own is one.</summary>
    public BoundExpr Read(Location at) => (Type, Kind) switch
    {
        (BoundType.Error, _) => new BoundError(at),
        (_, ModelSymbolKind.Parameter) => new BoundParameter(Type, Dimension, Name, at),
        (_, ModelSymbolKind.State) => new BoundState(Type, Dimension, Name, at),
        (_, ModelSymbolKind.Port) => new BoundPort(Type, Dimension, Name, at),
        (_, ModelSymbolKind.Local) => new BoundLocal(Type, Dimension, Name, at),
        _ => throw new InvalidOperationException($"{Kind} is no symbol."),
    };
}

using Snnc.Compiler.Collections;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>A neuron model whose text has been checked once, for all its uses.</summary>
/// <param name="HasErrors">Something in it was reported: users of it stay silent about what follows from that.</param>
/// <param name="Emits">It gives a signal (<c>emit</c>) and not spikes.</param>
public sealed record BoundModel(
    string Name,
    string? Documentation,
    EquatableArray<BoundParamDecl> Parameters,
    EquatableArray<BoundStateDecl> States,
    EquatableArray<BoundPortDecl> Ports,
    EquatableArray<BoundClause> Clauses,
    bool Emits,
    bool HasErrors,
    NeuronSyntax Syntax,
    SourceText Source);

/// <summary>A parameter. Choices is empty unless it is one (then Default is null and DefaultChoice is the first or the given one).</summary>
public sealed record BoundParamDecl(
    string Name, BoundType Type, Dimension Dimension, EquatableArray<string> Choices, string? DefaultChoice, BoundExpr? Default, Location At)
{
    /// <summary>Gets a value indicating whether a use of the model must give it.</summary>
    public bool IsRequired => Default is null && DefaultChoice is null;
}

/// <summary>A state. Bits is 0 for a real one.</summary>
public sealed record BoundStateDecl(string Name, BoundType Type, Dimension Dimension, int Bits, bool Saturates, BoundExpr Initial, Location At);

/// <summary>A port; its dimension follows from its use.</summary>
public sealed record BoundPortDecl(string Name, bool IsInt, Dimension Dimension, Location At);

/// <summary>A clause, in the order written.</summary>
public abstract record BoundClause(Location At);

/// <summary><c>dynamics</c>. Method is exact, euler, exp_euler or rk4; or null, and MethodParameter is the choice parameter that says it.</summary>
public sealed record BoundDynamics(string? Method, string? MethodParameter, BoundExpr? When, EquatableArray<BoundEquation> Equations, Location At)
    : BoundClause(At);

/// <summary>The derivative of a state; its dimension is the state's over time.</summary>
public sealed record BoundEquation(string State, BoundExpr Derivative, Location At);

/// <summary><c>update</c>.</summary>
public sealed record BoundUpdate(BoundExpr? When, EquatableArray<BoundStmt> Body, Location At) : BoundClause(At);

/// <summary><c>spike</c>: Condition is Bool, or the number of spikes, which CountLocal names.</summary>
public sealed record BoundSpike(BoundExpr Condition, string? CountLocal, EquatableArray<BoundStmt> Body, Location At) : BoundClause(At);

/// <summary><c>emit</c>.</summary>
public sealed record BoundEmit(BoundExpr Value, Location At) : BoundClause(At);

/// <summary>A statement.</summary>
public abstract record BoundStmt(Location At);

/// <summary><c>var x = expr;</c>.</summary>
public sealed record BoundVar(string Name, BoundExpr Value, Location At) : BoundStmt(At);

/// <summary>An assignment to a state or local; <c>x -= e</c> is bound as <c>x = x - e</c>.</summary>
public sealed record BoundAssign(string Name, bool IsState, BoundExpr Value, Location At) : BoundStmt(At);

/// <summary><c>if</c>.</summary>
public sealed record BoundIf(BoundExpr Condition, EquatableArray<BoundStmt> Then, EquatableArray<BoundStmt> Else, Location At) : BoundStmt(At);

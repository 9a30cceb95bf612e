using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Ir;

/// <summary>
/// A population of neurons of one model: per element and step, Body runs in order. Ports read the sum of the step's edges. States start at Initial.
/// The node gives what the one <see cref="SpikeStmt"/> or <see cref="EmitStmt"/> of the body says (spikes, or a signal), 0 where it does not run.
/// </summary>
/// <param name="Model">The model's name in the program.</param>
public sealed record NeuronOp(string Model, EquatableArray<Port> Ports, EquatableArray<State> States, EquatableArray<Stmt> Body) : Op;

/// <summary>Where currents or spikes arrive; the sum of Edges inputs, 0 without any.</summary>
public sealed record Port(string Name, ElementType Element, int Edges);

/// <summary>How a state holds what is assigned to it.</summary>
public enum Overflow
{
    /// <summary>Real: rounded to single precision.</summary>
    None,

    /// <summary>Int: reduced modulo 2^Bits, two's complement.</summary>
    Wrap,

    /// <summary>Int: clipped to the range of Bits.</summary>
    Saturate,
}

/// <summary>A number that a neuron keeps from step to step. Initial is a scalar constant or one of the population's shape (or that broadcasts to
/// it).</summary>
/// <param name="Bits">Width of an int state, 0 for a real one.</param>
public sealed record State(string Name, int Bits, Overflow Overflow, string Initial)
{
    /// <summary>Gets what it holds.</summary>
    public ElementType Element => Bits == 0 ? ElementType.Real : ElementType.Int;
}

/// <summary>A statement of a neuron's body.</summary>
public abstract record Stmt;

/// <summary>Makes a local value; it may be assigned again. A local is visible to the end of the block that makes it; names are unique in a
/// body.</summary>
public sealed record LocalStmt(string Name, Expr Value) : Stmt;

/// <summary>Assigns a local.</summary>
public sealed record AssignLocalStmt(string Name, Expr Value) : Stmt;

/// <summary>Assigns a state, which wraps or saturates.</summary>
public sealed record AssignStateStmt(string Name, Expr Value) : Stmt;

/// <summary>Runs one of two lists.</summary>
public sealed record IfStmt(Expr Condition, EquatableArray<Stmt> Then, EquatableArray<Stmt> Else) : Stmt;

/// <summary>Fires: with a Bool condition one spike where it holds; with a number, that many, max(0, number). CountLocal, if not null, names
/// that number (as a local of Body). Body runs where there is at least one spike.</summary>
public sealed record SpikeStmt(Expr Condition, string? CountLocal, EquatableArray<Stmt> Body) : Stmt;

/// <summary>Gives a value in this step.</summary>
public sealed record EmitStmt(Expr Value) : Stmt;

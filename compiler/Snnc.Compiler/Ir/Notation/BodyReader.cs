using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>Reads the states and statements between a neuron's braces.</summary>
internal sealed class BodyReader(IrCursor cursor, BodyNames names)
{
    private readonly ExprReader _expressions = new(cursor, names);

    /// <summary>The states, which stand first.</summary>
    public EquatableArray<State> States()
    {
        var states = new List<State>();
        while (cursor.TryTake("state"))
        {
            var state = State();
            names.AddState(state);
            states.Add(state);
        }

        return states.ToEquatableArray();
    }

    /// <summary>Statements up to the closing brace, which is taken.</summary>
    public EquatableArray<Stmt> Block(int depth = 0)
    {
        if (depth > IrCursor.MaxDepth)
        {
            cursor.Fail(Catalog.GraphTooDeep(cursor.Here, IrCursor.MaxDepth));
        }

        var statements = new List<Stmt>();
        while (cursor.Current.Kind != IrTokenKind.End && !cursor.Is("}"))
        {
            statements.Add(Statement(depth));
        }

        cursor.Expect("}");
        return statements.ToEquatableArray();
    }

    private State State()
    {
        var name = cursor.Name("a state");
        var (bits, overflow) = (0, Overflow.None);
        if (cursor.TryTake(":"))
        {
            bits = Bits();
            overflow = cursor.TryTake("wrap") ? Overflow.Wrap : cursor.TryTake("saturate") ? Overflow.Saturate : Overflow.None;
        }

        cursor.Expect("=");
        cursor.Expect("$");
        return new State(name, bits, overflow, cursor.Name("a constant"));
    }

    private int Bits()
    {
        var at = cursor.Here;
        var type = cursor.Name("a type");
        var digits = type.StartsWith("int", StringComparison.Ordinal) ? type.Substring(3) : "";
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) || bits is < 1 or > 64)
        {
            cursor.Fail(Catalog.UnknownInGraph(at, "type", type));
        }

        return bits;
    }

    private Stmt Statement(int depth)
    {
        var isKeyword = cursor.Current.Kind == IrTokenKind.Name;
        if (isKeyword && cursor.TryTake("local"))
        {
            return Local();
        }

        if (isKeyword && cursor.TryTake("if"))
        {
            return If(depth);
        }

        if (isKeyword && cursor.TryTake("spike"))
        {
            return Spike(depth);
        }

        return isKeyword && cursor.TryTake("emit") ? new EmitStmt(_expressions.Read()) : Assignment();
    }

    private LocalStmt Local()
    {
        var name = cursor.Name("a local");
        cursor.Expect("=");
        var value = _expressions.Read();
        names.AddLocal(name, value.Type);
        return new LocalStmt(name, value);
    }

    private Stmt Assignment()
    {
        var at = cursor.Here;
        var name = cursor.Name("a statement");
        cursor.Expect("=");
        var value = _expressions.Read();
        if (!names.IsLocal(name) && !names.IsState(name))
        {
            cursor.Fail(Catalog.UnknownInGraph(at, "local or state", name));
        }

        return names.IsLocal(name) ? new AssignLocalStmt(name, value) : new AssignStateStmt(name, value);
    }

    private IfStmt If(int depth)
    {
        var condition = _expressions.Read();
        cursor.Expect("{");
        var then = Block(depth + 1);
        if (!cursor.TryTake("else"))
        {
            return new IfStmt(condition, then, []);
        }

        cursor.Expect("{");
        return new IfStmt(condition, then, Block(depth + 1));
    }

    private SpikeStmt Spike(int depth)
    {
        string? count = null;
        if (!(cursor.Current.Kind == IrTokenKind.Name && cursor.TryTake("when")))
        {
            count = cursor.Name("'when' or a name for the count");
            cursor.Expect("=");
        }

        var condition = _expressions.Read();
        if (count is not null)
        {
            names.AddLocal(count, condition.Type);
        }

        cursor.Expect("{");
        return new SpikeStmt(condition, count, Block(depth + 1));
    }
}

using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Ir;

/// <summary>Walks over the expressions of neurons' bodies.</summary>
public static class Exprs
{
    /// <summary>All expressions of a body, each before its operands.</summary>
    public static IEnumerable<Expr> InBody(IEnumerable<Stmt> body) => body.SelectMany(InStatement);

    /// <summary>An expression and all inside it.</summary>
    public static IEnumerable<Expr> WithOperands(Expr expression) => new[] { expression }.Concat(Operands(expression).SelectMany(WithOperands));

    /// <summary>The operands of an expression.</summary>
    public static IReadOnlyList<Expr> Operands(Expr expression) => expression switch
    {
        UnaryExpr unary => [unary.Operand],
        BinaryExpr binary => [binary.Left, binary.Right],
        FmaExpr fma => [fma.X, fma.Y, fma.Z],
        SelectExpr select => [select.Condition, select.WhenTrue, select.WhenFalse],
        CallExpr call => [call.Operand],
        _ => [],
    };

    /// <summary>Whether a comparison of two numbers holds; null for operators that compare nothing.</summary>
    public static bool? Holds(BinaryOp op, float x, float y) => op switch
    {
        BinaryOp.Greater => x > y,
        BinaryOp.GreaterOrEqual => x >= y,
        BinaryOp.Less => x < y,
        BinaryOp.LessOrEqual => x <= y,
        BinaryOp.Equal => x == y,
        BinaryOp.NotEqual => x != y,
        _ => null,
    };

    private static IEnumerable<Expr> InStatement(Stmt statement) => statement switch
    {
        LocalStmt local => WithOperands(local.Value),
        AssignLocalStmt local => WithOperands(local.Value),
        AssignStateStmt state => WithOperands(state.Value),
        EmitStmt emit => WithOperands(emit.Value),
        IfStmt branch => WithOperands(branch.Condition).Concat(InBody(branch.Then)).Concat(InBody(branch.Else)),
        SpikeStmt spike => WithOperands(spike.Condition).Concat(InBody(spike.Body)),
        _ => [],
    };
}

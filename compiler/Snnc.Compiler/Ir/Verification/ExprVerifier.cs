using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Verification;

/// <summary>Expressions are of the type that they say, over operands of the types that they take.</summary>
internal sealed class ExprVerifier(Node node, NeuronOp neuron, GraphContext context, IReadOnlyDictionary<string, ExprType> locals)
{
    /// <summary>The type of what is held so.</summary>
    public static ExprType TypeOf(ElementType element) => element == ElementType.Int ? ExprType.Int : ExprType.Real;

    /// <summary>What is wrong first, innermost first, or null.</summary>
    public string? Problem(Expr expression) =>
        Exprs.Operands(expression).Select(Problem).FirstOrDefault(problem => problem is not null) ?? OwnProblem(expression);

    private static ExprType? TypeOf(ElementType? element) => element is { } known ? TypeOf(known) : null;

    private static string? Is(bool holds, Expr expression) => holds ? null : $"'{Notation.ExprPrinter.Print(expression)}' is not well typed";

    private static bool AreAll(ExprType type, params Expr[] expressions) => expressions.All(e => e.Type == type);

    private string? OwnProblem(Expr expression) => expression switch
    {
        ConstantExpr constant => Constant(constant),
        StateExpr state => Named(state, state.Name, "state", TypeOf(neuron.States.FirstOrDefault(s => s.Name == state.Name)?.Element)),
        PortExpr port => Named(port, port.Name, "port", TypeOf(neuron.Ports.FirstOrDefault(p => p.Name == port.Name)?.Element)),
        LocalExpr local => Named(local, local.Name, "local", locals.TryGetValue(local.Name, out var type) ? type : null),
        UnaryExpr unary => Is(IsTyped(unary), unary),
        BinaryExpr binary => Is(IsTyped(binary), binary),
        FmaExpr fma => Is(AreAll(ExprType.Real, fma.X, fma.Y, fma.Z), fma),
        SelectExpr select => Is(AreAll(ExprType.Bool, select.Condition) && AreAll(select.Type, select.WhenTrue, select.WhenFalse), select),
        CallExpr call => Is(call.Operand.Type == call.Type && Functions(call.Type).Contains(call.Function), call),
        _ => null,
    };

    private static string? Named(Expr expression, string name, string what, ExprType? type) =>
        type == expression.Type ? null : type is null ? $"there is no {what} '{name}' here" : $"the {what} '{name}' is {type}, not {expression.Type}";

    private static IEnumerable<string> Functions(ExprType type) =>
        type == ExprType.Int ? CallOperators.Int : type == ExprType.Real ? CallOperators.Real : [];

    private static bool IsTyped(UnaryExpr unary) => unary.Op switch
    {
        UnaryOp.Negate => unary.Type != ExprType.Bool && unary.Operand.Type == unary.Type,
        UnaryOp.Not => unary.Type == ExprType.Bool && unary.Operand.Type == ExprType.Bool,
        UnaryOp.ToReal => unary.Type == ExprType.Real && unary.Operand.Type == ExprType.Int,
        _ => unary.Type == ExprType.Int && unary.Operand.Type == ExprType.Real,
    };

    private static bool IsTyped(BinaryExpr binary)
    {
        if (binary.Left.Type != binary.Right.Type)
        {
            return false;
        }

        var operands = binary.Left.Type;
        return binary.Op switch
        {
            BinaryOp.Equal or BinaryOp.NotEqual => binary.Type == ExprType.Bool,
            >= BinaryOp.Less and <= BinaryOp.GreaterOrEqual => binary.Type == ExprType.Bool && operands != ExprType.Bool,
            BinaryOp.And or BinaryOp.Or => binary.Type == ExprType.Bool && operands == ExprType.Bool,
            BinaryOp.ShiftLeft or BinaryOp.ShiftRight or BinaryOp.ShiftRightToZero => binary.Type == ExprType.Int && operands == ExprType.Int,
            _ => binary.Type == operands && operands != ExprType.Bool,
        };
    }

    // One that is missing is reported with the node.
    private string? Constant(ConstantExpr expression)
    {
        if (!context.Constants.TryGetValue(expression.Name, out var constant))
        {
            return null;
        }

        var population = node.Type.Shape;
        return Named(expression, expression.Name, "constant", TypeOf(constant.Element))
            ?? (Shape.Broadcast(constant.Shape, population) == population
                ? null : $"the constant '{expression.Name}' is {constant.Shape}, and the population {population}");
    }
}

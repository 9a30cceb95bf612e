using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Tells which populations may be computed eight neurons at a time with the same bits: bodies of single-precision arithmetic and comparisons, whose
/// branches become masks. Whole numbers, noise and functions that are computed in doubles go one neuron at a time.
/// </summary>
internal static class LaneBodies
{
    private const int Lanes = 8;

    private static readonly HashSet<string> Functions = ["sqrt", "abs", "floor", "ceil", "round"];

    /// <summary>Why a population goes one neuron at a time, or null where it need not.</summary>
    /// <param name="reads">The types of its edges.</param>
    public static string? WhyNot(Node node, IEnumerable<ValueType> reads) =>
        node.Type.Shape.Size < Lanes ? $"there are fewer than {Lanes}" : WhyNotPadded(node, reads);

    /// <summary>As <see cref="WhyNot(Node, IEnumerable{ValueType})"/>, where there is memory for full eights, so that a rest need not be told apart.</summary>
    public static string? WhyNotPadded(Node node, IEnumerable<ValueType> reads)
    {
        var neuron = (NeuronOp)node.Op;
        if (neuron.States.Any(state => state.Element == ElementType.Int) || neuron.Ports.Any(port => port.Element == ElementType.Int)
            || node.Type.Element == ElementType.Int || reads.Any(type => type.Element == ElementType.Int))
        {
            return "its numbers are whole";
        }

        return neuron.Body.Select(WhyNot).FirstOrDefault(reason => reason is not null);
    }

    private static string? WhyNot(Stmt statement) => statement switch
    {
        LocalStmt local => WhyNot(local.Value),
        AssignLocalStmt assign => WhyNot(assign.Value),
        AssignStateStmt assign => WhyNot(assign.Value),
        EmitStmt emit => WhyNot(emit.Value),
        IfStmt choice => WhyNot(choice.Condition) ?? choice.Then.Concat(choice.Else).Select(WhyNot).FirstOrDefault(reason => reason is not null),
        SpikeStmt spike => WhyNot(spike.Condition) ?? spike.Body.Select(WhyNot).FirstOrDefault(reason => reason is not null),
        _ => "of a statement that has no vector form",
    };

    private static string? WhyNot(Expr expr) => expr switch
    {
        { Type: ExprType.Int } => "it computes in whole numbers",
        RandExpr => "it draws noise",
        CallExpr call when !Functions.Contains(call.Function) => $"'{call.Function}' is computed in doubles",
        CallExpr call => WhyNot(call.Operand),
        UnaryExpr { Op: UnaryOp.ToReal or UnaryOp.ToInt } => "it computes in whole numbers",
        UnaryExpr unary => WhyNot(unary.Operand),
        BinaryExpr { Op: BinaryOp.Remainder } => "a remainder has no vector form",
        BinaryExpr binary => WhyNot(binary.Left) ?? WhyNot(binary.Right),
        FmaExpr fma => WhyNot(fma.X) ?? WhyNot(fma.Y) ?? WhyNot(fma.Z),
        SelectExpr select => WhyNot(select.Condition) ?? WhyNot(select.WhenTrue) ?? WhyNot(select.WhenFalse),
        _ => null,
    };
}

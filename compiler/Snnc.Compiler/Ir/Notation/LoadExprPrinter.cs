using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>Writes load expressions as calls. A shape stands behind the function where the operands do not say it.</summary>
internal static class LoadExprPrinter
{
    /// <summary>An expression.</summary>
    public static string Print(LoadExpr expression) => expression switch
    {
        LoadNumber number => IrText.Number(number.Value),
        LoadTensor tensor => $"tensor{tensor.Shape}({IrText.Name(tensor.Container)}, {IrText.Quote(tensor.Key)})",
        LoadUniform u => $"uniform{u.Shape}({IrText.Number(u.Low)}, {IrText.Number(u.High)}, {IrText.Number(u.Seed)})",
        LoadReshape reshape => $"reshape{reshape.Shape}({Print(reshape.Operand)})",
        LoadUnary unary => Call(unary, unary.Function, unary.Operand),
        LoadBinary binary => Call(binary, binary.Function, binary.Left, binary.Right),
        LoadSelect select => Call(select, "select", select.Condition, select.WhenTrue, select.WhenFalse),
        LoadTranspose transpose => Call(transpose, "transpose", transpose.Operand),
        LoadSum sum => $"sum{Shape(sum)}({IrText.Number(sum.Axes)}, {Print(sum.Operand)})",
        LoadQuantize quantize => $"quantize{Shape(quantize)}({IrText.Number(quantize.Bits)}, {Print(quantize.Operand)})",
        LoadRowStep step => $"row_step{Shape(step)}({IrText.Number(step.Bits)}, {Print(step.Operand)})",
        LoadExponential e => $"exponential{Shape(e)}({e.N}, {e.Row}, {e.Column}, {List(e.Entries)})",
        _ => throw new ArgumentException($"There is no load expression {expression.GetType()}.", nameof(expression)),
    };

    private static string Call(LoadExpr call, string function, params LoadExpr[] arguments) => $"{function}{Shape(call)}({List(arguments)})";

    private static string List(IEnumerable<LoadExpr> arguments) => string.Join(", ", arguments.Select(Print));

    private static string Shape(LoadExpr expression) => LoadShapes.Of(expression) == expression.Shape ? "" : expression.Shape.ToString();
}

using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.CSharp;

/// <summary>Prints what is computed at load time as calls of the runtime's <c>LoadTime</c>; <c>weights</c> is the source of tensors.</summary>
internal static class LoadPrinter
{
    /// <summary>The array of a constant, rounded or checked as its element type asks.</summary>
    public static string Print(Constant constant) => Finish(constant, Print(constant.Value));

    /// <summary>A tensor of reals that nothing is computed of.</summary>
    public static string PrintInPlace(LoadTensor tensor) =>
        $"LoadTime.Reals(weights, {Literal.Of(tensor.Container)}, {Literal.Of(tensor.Key)}{MoreExtents(tensor.Shape)})";

    /// <summary>The same, as it stands in an array of another shape.</summary>
    public static string Print(Constant constant, Shape shape) =>
        Finish(constant, $"LoadTime.Broadcast({Print(constant.Value)}{MoreExtents(shape)})");

    private static string Finish(Constant constant, string value) =>
        $"LoadTime.{(constant.Element == ElementType.Int ? "ToInt" : "ToReal")}({value}, {Literal.Of(constant.Name)})";

    private static string Print(LoadExpr expression) => expression switch
    {
        LoadNumber number => $"LoadTime.Number({Literal.Of(number.Value)})",
        LoadTensor tensor =>
            $"LoadTime.Tensor(weights, {Literal.Of(tensor.Container)}, {Literal.Of(tensor.Key)}{MoreExtents(tensor.Shape)})",
        LoadUnary unary => $"LoadTime.Unary({Literal.Of(unary.Function)}, {Print(unary.Operand)})",
        LoadBinary binary => $"LoadTime.Binary({Literal.Of(binary.Function)}, {Print(binary.Left)}, {Print(binary.Right)})",
        LoadSelect select => $"LoadTime.Select({Print(select.Condition)}, {Print(select.WhenTrue)}, {Print(select.WhenFalse)})",
        LoadTranspose transpose => $"LoadTime.Transpose({Print(transpose.Operand)})",
        LoadReshape reshape => $"LoadTime.Reshape({Print(reshape.Operand)}{MoreExtents(reshape.Shape)})",
        LoadUniform uniform =>
            $"LoadTime.Uniform({Literal.Of(uniform.Low)}, {Literal.Of(uniform.High)}, {Literal.Of(uniform.Seed)}{MoreExtents(uniform.Shape)})",
        LoadSum sum => $"LoadTime.Sum({Print(sum.Operand)}, {Literal.Of(sum.Axes)})",
        LoadQuantize quantize => $"LoadTime.Quantize({Print(quantize.Operand)}, {Literal.Of(quantize.Bits)})",
        LoadRowStep step => $"LoadTime.RowStep({Print(step.Operand)}, {Literal.Of(step.Bits)})",
        LoadExponential exponential =>
            $"LoadTime.Exponential({exponential.N}, {Entries(exponential)}, {exponential.Row}, {exponential.Column})",
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no C#."),
    };

    private static string Entries(LoadExponential exponential) => $"[{string.Join(", ", exponential.Entries.Select(Print))}]";

    private static string MoreExtents(Shape shape) => string.Concat(shape.Select(extent => ", " + Literal.Of(extent)));
}

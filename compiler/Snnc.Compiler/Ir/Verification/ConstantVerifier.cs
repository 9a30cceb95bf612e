using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Verification;

/// <summary>Constants have the shape of their load expressions, and these are well formed.</summary>
internal static class ConstantVerifier
{
    private const int MaxMatrix = 64;

    public static void Verify(GraphContext context, DiagnosticBag report)
    {
        var containers = new HashSet<string>(context.Graph.Containers.Select(container => container.Name));
        foreach (var constant in context.Graph.Constants)
        {
            var at = constant.Location ?? context.Start;
            if (Problem(constant) is { } problem)
            {
                report.Add(Catalog.ConstantDisagrees(at, constant.Name, problem));
            }

            foreach (var tensor in All(constant.Value).OfType<LoadTensor>().Where(tensor => !containers.Contains(tensor.Container)))
            {
                report.Add(Catalog.UndefinedInGraph(at, constant.Name, "container", tensor.Container));
            }
        }
    }

    private static string? Problem(Constant constant)
    {
        if (constant.Shape != constant.Value.Shape)
        {
            return $"it is declared {constant.Shape}, and its value is {constant.Value.Shape}";
        }

        return All(constant.Value).Select(Problem).FirstOrDefault(problem => problem is not null);
    }

    private static IEnumerable<LoadExpr> All(LoadExpr expression) => Operands(expression).SelectMany(All).Append(expression);

    private static IEnumerable<LoadExpr> Operands(LoadExpr expression) => expression switch
    {
        LoadUnary unary => [unary.Operand],
        LoadBinary binary => [binary.Left, binary.Right],
        LoadSelect select => [select.Condition, select.WhenTrue, select.WhenFalse],
        LoadTranspose transpose => [transpose.Operand],
        LoadReshape reshape => [reshape.Operand],
        LoadSum sum => [sum.Operand],
        LoadQuantize quantize => [quantize.Operand],
        LoadRowStep step => [step.Operand],
        LoadExponential exponential => exponential.Entries,
        _ => [],
    };

    private static string? Problem(LoadExpr expression)
    {
        if (ArraySize.Problem(expression.Shape) is { } size)
        {
            return size;
        }

        if (LoadShapes.Of(expression) != expression.Shape)
        {
            var operands = string.Join(", ", Operands(expression).Select(operand => operand.Shape));
            return $"operands of {operands} do not make {expression.Shape}";
        }

        return expression switch
        {
            LoadUnary unary when !LoadOperators.Unary.Contains(unary.Function) => $"there is no function '{unary.Function}' of one operand",
            LoadBinary binary when !LoadOperators.Binary.Contains(binary.Function) => $"there is no function '{binary.Function}' of two operands",
            LoadQuantize { Bits: < 2 or > 32 } quantize => $"weights have 2 to 32 bits, not {quantize.Bits}",
            LoadRowStep { Bits: < 2 or > 32 } step => $"weights have 2 to 32 bits, not {step.Bits}",
            LoadExponential e => Problem(e),
            _ => null,
        };
    }

    private static string? Problem(LoadExponential e) =>
        e.N is >= 1 and <= MaxMatrix && e.Entries.Count == e.N * e.N && e.Row >= 0 && e.Row < e.N && e.Column >= 0 && e.Column < e.N
            ? null
            : $"entry ({e.Row}, {e.Column}) of a matrix of {e.N} x {e.N} (at most {MaxMatrix}) with {e.Entries.Count} entries";
}

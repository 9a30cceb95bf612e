using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>Which tensors a load-time expression reads.</summary>
public static class LoadTensors
{
    /// <summary>The tensors, from left to right; one may occur twice.</summary>
    public static IEnumerable<LoadTensor> Of(LoadExpr value) => value switch
    {
        LoadTensor tensor => [tensor],
        LoadUnary unary => Of(unary.Operand),
        LoadBinary binary => Of(binary.Left).Concat(Of(binary.Right)),
        LoadSelect select => Of(select.Condition).Concat(Of(select.WhenTrue)).Concat(Of(select.WhenFalse)),
        LoadTranspose transpose => Of(transpose.Operand),
        LoadReshape reshape => Of(reshape.Operand),
        LoadQuantize quantize => Of(quantize.Operand),
        LoadExponential exponential => exponential.Entries.SelectMany(Of),
        _ => [],
    };
}

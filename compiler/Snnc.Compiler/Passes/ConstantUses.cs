using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>Which constants an operator names, and which tensors a constant reads.</summary>
public static class ConstantUses
{
    /// <summary>The names of the constants that an operator needs; a name may occur twice.</summary>
    public static IEnumerable<string> Of(Op op) => op switch
    {
        ConnectionOp connection => Present(connection.Weight, connection.Bias, connection.Delays?.Constant).Concat(OfPattern(connection)),
        ScaleOp scale => [scale.By],
        BatchNormOp norm => Present(norm.Mean, norm.Variance, norm.Weight, norm.Bias),
        LayerNormOp norm => Present(norm.Weight, norm.Bias),
        EmbeddingOp embedding => [embedding.Table],
        DelayOp delay => Present(delay.Delays),
        ThresholdOp threshold => [threshold.Value],
        NeuronOp neuron => neuron.States.Select(state => state.Initial).Concat(neuron.Body.SelectMany(OfStatement)),
        _ => [],
    };

    /// <summary>The tensors that a load-time expression reads.</summary>
    public static IEnumerable<LoadTensor> Tensors(LoadExpr value) => value switch
    {
        LoadTensor tensor => [tensor],
        LoadUnary unary => Tensors(unary.Operand),
        LoadBinary binary => Tensors(binary.Left).Concat(Tensors(binary.Right)),
        LoadSelect select => Tensors(select.Condition).Concat(Tensors(select.WhenTrue)).Concat(Tensors(select.WhenFalse)),
        LoadTranspose transpose => Tensors(transpose.Operand),
        LoadReshape reshape => Tensors(reshape.Operand),
        LoadQuantize quantize => Tensors(quantize.Operand),
        LoadExponential exponential => exponential.Entries.SelectMany(Tensors),
        _ => [],
    };

    private static IEnumerable<string> Present(params string?[] names) => names.OfType<string>();

    private static IEnumerable<string> OfPattern(ConnectionOp connection) => connection is not SparseOp sparse ? [] : sparse.Pattern switch
    {
        CsrPattern csr => [csr.RowStarts, csr.Columns],
        CooPattern coo => [coo.Rows, coo.Columns],
        _ => [],
    };

    private static IEnumerable<string> OfStatement(Stmt statement) => statement switch
    {
        LocalStmt local => OfExpression(local.Value),
        AssignLocalStmt assign => OfExpression(assign.Value),
        AssignStateStmt assign => OfExpression(assign.Value),
        EmitStmt emit => OfExpression(emit.Value),
        IfStmt choice => OfExpression(choice.Condition).Concat(choice.Then.SelectMany(OfStatement)).Concat(choice.Else.SelectMany(OfStatement)),
        SpikeStmt spike => OfExpression(spike.Condition).Concat(spike.Body.SelectMany(OfStatement)),
        _ => [],
    };

    private static IEnumerable<string> OfExpression(Expr expression) => expression switch
    {
        ConstantExpr constant => [constant.Name],
        UnaryExpr unary => OfExpression(unary.Operand),
        BinaryExpr binary => OfExpression(binary.Left).Concat(OfExpression(binary.Right)),
        FmaExpr fma => OfExpression(fma.X).Concat(OfExpression(fma.Y)).Concat(OfExpression(fma.Z)),
        SelectExpr select => OfExpression(select.Condition).Concat(OfExpression(select.WhenTrue)).Concat(OfExpression(select.WhenFalse)),
        CallExpr call => OfExpression(call.Operand),
        _ => [],
    };
}

using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Ir;

/// <summary>The constants that an operator names, and the tensors that a constant reads.</summary>
public static class ConstantUses
{
    /// <summary>Their names, in the operator's order; some may occur twice.</summary>
    public static IEnumerable<string> Of(Op op) => op switch
    {
        SparseOp sparse => Of(sparse.Pattern).Concat(OfConnection(sparse)),
        ConnectionOp connection => OfConnection(connection),
        NeuronOp neuron => neuron.States.Select(state => state.Initial).Concat(Exprs.InBody(neuron.Body).OfType<ConstantExpr>().Select(c => c.Name)),
        ScaleOp scale => [scale.By],
        ThresholdOp threshold => [threshold.Value],
        EmbeddingOp embedding => [embedding.Table],
        BatchNormOp norm => Given(norm.Mean, norm.Variance, norm.Weight, norm.Bias),
        LayerNormOp norm => Given(norm.Weight, norm.Bias),
        DelayOp delay => Given(delay.Delays),
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
        LoadSum sum => Tensors(sum.Operand),
        LoadQuantize quantize => Tensors(quantize.Operand),
        LoadRowStep step => Tensors(step.Operand),
        LoadExponential exponential => exponential.Entries.SelectMany(Tensors),
        _ => [],
    };

    private static IEnumerable<string> OfConnection(ConnectionOp op) => Given(op.Weight, op.Bias, op.Delays?.Constant);

    private static IEnumerable<string> Of(SparsePattern pattern) => pattern switch
    {
        CsrPattern csr => [csr.RowStarts, csr.Columns],
        CooPattern coo => [coo.Rows, coo.Columns],
        _ => [],
    };

    private static IEnumerable<string> Given(params string?[] names) => names.OfType<string>();
}

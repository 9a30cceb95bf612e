using System.Linq;

namespace Snnc.Compiler.Ir;

/// <summary>How many operands an operator takes.</summary>
public static class OperandCounts
{
    /// <summary>The least and the greatest number.</summary>
    public static (int Least, int Most) Of(Op op) => op switch
    {
        InputOp => (0, 0),
        NeuronOp neuron => (neuron.Ports.Sum(port => port.Edges), neuron.Ports.Sum(port => port.Edges)),
        AddOp or MulOp => (2, int.MaxValue),
        ConcatOp => (1, int.MaxValue),
        MatMulOp => (2, 2),
        _ => (1, 1),
    };
}

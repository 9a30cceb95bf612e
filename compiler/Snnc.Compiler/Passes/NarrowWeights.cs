using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;
using Snnc.Numerics;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Narrow weights: weights that are whole multiples of a step which the weights of an output share take as few bits as the multiples do, so that fewer bytes
/// come through the caches. Kernels add the multiples and put the step to the sum.
/// <code>
/// before  fc (event tiles)  ...
/// after   fc (event tiles)  ...; weights of 16 bits, exact: whole multiples of a step of each output
/// </code>
/// Cases: dense connections in tiles of events, and in native code those of rows step by step, whose weights can be read now, and no sum of which single
/// precision rounds, whatever the order: then all results keep their bits. Weights that were rounded to 8 bits are known to be such multiples. Left alone:
/// small connections, which the first-level cache holds as they are; and what cannot be read, which loading reports.
/// </summary>
internal sealed class NarrowWeights(Graph graph, PassOptions options)
{
    /// <summary>The bits of a number of single precision.</summary>
    public const int Single = 32;

    private const int Byte = 8;
    private const int LeastWeights = 4096;

    private readonly GraphValues _values = new(graph);
    private readonly Dictionary<string, Constant> _constants = graph.Constants.ToDictionary(constant => constant.Name);
    private readonly Dictionary<DenseOp, int> _bits = [];

    /// <summary>How many bits each weight of a node needs in tiles of events: 8, 16 or 32.</summary>
    public int BitsOf(Node node)
    {
        if (node.Op is not DenseOp op || node.Type.Element != ElementType.Real || op.Delays is not null)
        {
            return Single;
        }

        if (!_bits.TryGetValue(op, out var bits))
        {
            _bits[op] = bits = RowRounding.IsRounded(_constants[op.Weight]) ? Byte : IsCandidate(node, op) ? Measure(op) : Single;
        }

        return bits;
    }

    /// <summary>The plan of a node with the bits of its weights, where its kernel reads them so.</summary>
    public NodePlan Narrow(NodePlan plan)
    {
        var bits = plan.Kernel is Kernel.EventTiles or Kernel.EventRows ? BitsOf(plan.Node) : Single;
        return bits == Single ? plan : plan with { WeightBits = bits, Reason = plan.Reason + Describe(plan, bits) };
    }

    private string Describe(NodePlan plan, int bits) => RowRounding.IsRounded(_constants[((DenseOp)plan.Node.Op).Weight]) ? ""
        : $"; {(plan.Kernel == Kernel.EventRows ? "in native code " : "")}weights of {bits} bits, exact: whole multiples of a step of each output";

    private bool IsCandidate(Node node, DenseOp op) => options.IsOn(PlanPass.Narrow) && options.Tensors is not null
        && _constants[op.Weight].Shape.Size >= LeastWeights && _values.TypeOf(node.Inputs[0]) is { Kind: ValueKind.Spikes, Element: ElementType.Real };

    private int Measure(DenseOp op)
    {
        try
        {
            if (IsPlainlyNot(op))
            {
                return Single;
            }

            var read = graph.Constants.Where(constant => constant.Name == op.Weight || constant.Name == op.Bias);
            var constants = new LoadedConstants(graph with { Constants = read.ToEquatableArray() }, options.Tensors!);
            var shape = _constants[op.Weight].Shape;
            var bias = op.Bias is { } name ? constants.Values(name, Shape.Of([shape[0]])) : new double[shape[0]];
            return Measure(constants.Values(op.Weight), bias, shape[1]);
        }
        catch (TensorFormatException)
        {
            return Single;
        }
    }

    // The weights of the first output tell mostly: those of trained networks are multiples of no step.
    private bool IsPlainlyNot(DenseOp op) => _constants[op.Weight] is { Value: LoadTensor tensor, Shape: var shape }
        && StoredWeights.SourceOf(tensor, graph, options.Tensors!)?.Read(tensor.Key) is { Values: float[] values } data && data.Shape == shape
        && CommonStep.Of(values.AsSpan(0, shape[1])).Bits == Single;

    private static int Measure(double[] weights, double[] bias, int inputs)
    {
        var bits = Byte;
        for (var output = 0; output < bias.Length && bits < Single; output++)
        {
            bits = Math.Max(bits, CommonStep.Of(weights.AsSpan(output * inputs, inputs), bias[output]).Bits);
        }

        return bits;
    }
}

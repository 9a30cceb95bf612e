using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tensors;

namespace Snnc.Cost.Functional;

/// <summary>
/// A network in a target's whole numbers: it changes what the network means, for the interpreter as for every back end.
/// <code>
/// before  %fc = dense %s {weight = $w};  %h = neuron lif (i: %fc)
/// after   const $w.fixed = round(w / step) * 2^k;  %fc = dense %s {weight = $w.fixed};  %h = neuron lif (i: %fc) in whole numbers of step / 2^k
/// </code>
/// Cases: a connection from spikes into one population counts in the population's units; another one from spikes has rounded weights in their own unit;
/// what no spikes feed (frames, currents) is the host's, and is rounded where it enters a population. Populations of whole numbers stay as they are.
/// </summary>
internal sealed class FixedPointRewrite
{
    private readonly FixedPointArithmetic _arithmetic;
    private readonly GraphEditor _editor;
    private readonly SpikeFed _spikes;
    private readonly LoadedConstants _values;
    private readonly HashSet<string> _counted = [];

    private FixedPointRewrite(Graph graph, ITensorResolver tensors, FixedPointArithmetic arithmetic)
    {
        _arithmetic = arithmetic;
        _editor = new GraphEditor(graph);
        _spikes = new SpikeFed(graph);
        _values = new LoadedConstants(graph, tensors);
    }

    /// <summary>The network in whole numbers.</summary>
    /// <exception cref="UnsupportedArithmeticException">A neuron model has no form in whole numbers.</exception>
    /// <exception cref="TensorFormatException">The weights cannot be read.</exception>
    public static Graph Apply(Graph graph, ITensorResolver tensors, FixedPointArithmetic arithmetic)
    {
        var rewrite = new FixedPointRewrite(graph, tensors, arithmetic);
        foreach (var name in rewrite._editor.Names)
        {
            if (rewrite._editor.Find(name) is { Op: NeuronOp neuron } node && neuron.Ports.All(port => port.Element == ElementType.Real))
            {
                rewrite.Population(node, neuron);
            }
        }

        foreach (var name in rewrite._editor.Names.Where(name => !rewrite._counted.Contains(name)))
        {
            rewrite.LoneConnection(rewrite._editor.Find(name)!);
        }

        return rewrite._editor.ToGraph();
    }

    private void Population(Node node, NeuronOp neuron)
    {
        var own = node.Inputs.Distinct().Where(input => IsOwn(input)).Select(input => _editor.Find(input.Node)!).ToList();
        var peaks = own.ToDictionary(connection => connection.Name, connection => Peak(((ConnectionOp)connection.Op).Weight));
        var step = Math.Max(peaks.Values.DefaultIfEmpty(1).Max(), double.Epsilon) / _arithmetic.LargestMantissa;
        var shift = Shift(step, FixedPointBody.LargestPotential(neuron));
        var potential = Math.Pow(2, shift) / step;
        own.ForEach(connection => Own(connection, peaks[connection.Name], step, shift));
        var inputs = node.Inputs.Select(input => own.Any(connection => input == new ValueRef(connection.Name)) ? input : Scaled(node, input, potential));
        var body = new FixedPointBody(node.Name, neuron, _arithmetic, potential, WholeConstant);
        _editor.Replace(node with { Op = body.Rewrite(), Inputs = inputs.ToEquatableArray() });
    }

    // A connection that the population alone reads.
    private bool IsOwn(ValueRef input) => _editor.Giver(input) is { Op: ConnectionOp } connection
        && _spikes.IsFedBySpikes(connection) && _editor.HasOneReader(connection.Name);

    // As many guard bits as leave room for the largest number of the model.
    private int Shift(double step, double largest)
    {
        var shift = _arithmetic.GuardBits;
        while (shift > 0 && largest * Math.Pow(2, shift) / step > Math.Pow(2, _arithmetic.StateBits - 2))
        {
            shift--;
        }

        return shift;
    }

    // Small weights beside large ones have an exponent of their own, as far as the guard bits go.
    private void Own(Node connection, double peak, double step, int shift)
    {
        var finer = 0;
        while (finer < shift && peak * Math.Pow(2, finer + 1) / step <= _arithmetic.LargestMantissa)
        {
            finer++;
        }

        var op = (ConnectionOp)connection.Op;
        var weight = Multiple(op.Weight, Math.Pow(2, finer) / step, Math.Pow(2, shift - finer));
        var bias = op.Bias is null ? null : Multiple(op.Bias, Math.Pow(2, shift) / step, 1);
        _editor.Replace(connection with { Op = op with { Weight = weight, Bias = bias } });
        _counted.Add(connection.Name);
    }

    private void LoneConnection(Node node)
    {
        if (node.Op is ConnectionOp op && _spikes.IsFedBySpikes(node) && _editor.Constant(op.Weight).Element == ElementType.Real)
        {
            var step = Math.Max(Peak(op.Weight), double.Epsilon) / _arithmetic.LargestMantissa;
            _editor.Replace(node with { Op = op with { Weight = Multiple(op.Weight, 1 / step, step) } });
        }
    }

    private ValueRef Scaled(Node reader, ValueRef input, double by)
    {
        var factor = _editor.AddConstant($"{reader.Name}.units", new LoadNumber(by));
        var type = _editor.TypeOf(input);
        var name = _editor.Fresh($"{reader.Name}.in_units");
        var scaled = new Node(name, new ScaleOp(factor), [input], type.Kind == ValueKind.Spikes ? type with { Kind = ValueKind.Signal } : type);
        _editor.InsertBefore(reader.Name, scaled with { Location = reader.Location });
        return new ValueRef(name);
    }

    private double Peak(string weight) => _values.Values(weight).Select(Math.Abs).DefaultIfEmpty(0).Max();

    // round(x * by) * then
    private string Multiple(string constant, double by, double then)
    {
        var value = Rounded(_editor.Constant(constant).Value, by);
        return _editor.AddConstant($"{constant}.fixed", new LoadBinary(value.Shape, "mul", value, new LoadNumber(then)));
    }

    private string WholeConstant(string constant, double by) =>
        _editor.AddConstant($"{constant}.fixed", Rounded(_editor.Constant(constant).Value, by), ElementType.Int);

    private static LoadUnary Rounded(LoadExpr value, double by) =>
        new(value.Shape, "round", new LoadBinary(value.Shape, "mul", value, new LoadNumber(by)));
}

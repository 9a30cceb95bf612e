using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>A population: sums what arrives at its ports, then runs the body for each element in turn.</summary>
internal sealed class NeuronEvaluator : NodeEvaluator
{
    private readonly NeuronOp _op;
    private readonly List<(double[] Sum, Operand[] Edges, Rounding Rounding)> _ports = [];
    private readonly List<(double[] Values, double[] Initial)> _realStates = [];
    private readonly List<(long[] Values, double[] Published, double[] Initial, State State)> _intStates = [];
    private readonly Action<int> _body;

    /// <summary>Makes an evaluator; <paramref name="stateOf"/> gives the array that shows a state to other nodes.</summary>
    public NeuronEvaluator(NodeWiring wiring, NeuronOp op, Rounding realRounding, Func<string, double[]> stateOf)
        : base(wiring)
    {
        _op = op;
        var scope = new BodyScope(wiring) { Rounding = realRounding };
        AddPorts(scope);
        foreach (var state in op.States)
        {
            AddState(scope, state, stateOf(state.Name));
        }

        _body = new BodyCompiler(scope, op, Result).Block(op.Body);
    }

    public override void Evaluate()
    {
        foreach (var (sum, edges, rounding) in _ports)
        {
            Array.Clear(sum, 0, sum.Length);
            foreach (var edge in edges)
            {
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] = rounding.Round(sum[i] + rounding.Round(edge.Values[i]));
                }
            }
        }

        Array.Clear(Result, 0, Result.Length);
        for (var i = 0; i < Result.Length; i++)
        {
            _body(i);
        }

        Publish();
    }

    public override void Reset()
    {
        foreach (var (values, initial) in _realStates)
        {
            initial.CopyTo(values, 0);
        }

        foreach (var (values, _, initial, state) in _intStates)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = WholeFunctions.Store((long)initial[i], state.Bits, state.Overflow);
            }
        }

        Publish();
    }

    private void AddPorts(BodyScope scope)
    {
        var first = 0;
        foreach (var port in _op.Ports)
        {
            var sum = new double[Result.Length];
            var edges = Wiring.Inputs.Skip(first).Take(port.Edges).ToArray();
            _ports.Add((sum, edges, port.Element == ElementType.Real ? scope.Rounding : default));
            scope.AddPort(port.Name, sum);
            first += port.Edges;
        }
    }

    private void AddState(BodyScope scope, State state, double[] published)
    {
        var initial = Wiring.Constants.Values(state.Initial, Node.Type.Shape);
        if (state.Element == ElementType.Real)
        {
            scope.Add(state.Name, published);
            _realStates.Add((published, initial));
        }
        else
        {
            var values = new long[published.Length];
            scope.Add(state.Name, values);
            _intStates.Add((values, published, initial, state));
        }
    }

    // Real states are the arrays that others see; int states are copied to theirs.
    private void Publish()
    {
        foreach (var (values, published, _, _) in _intStates)
        {
            for (var i = 0; i < values.Length; i++)
            {
                published[i] = values[i];
            }
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Tests.Ir;

/// <summary>Writes small graphs by hand; values are named "node" or "node:state".</summary>
internal sealed class GraphBuilder(int? steps = null, bool isTimed = true)
{
    private readonly List<Node> _nodes = [];
    private readonly List<Constant> _constants = [];
    private readonly List<Output> _outputs = [];

    public MemoryTensors Tensors { get; } = new();

    public Graph Graph => new()
    {
        Name = "Test",
        Time = new TimeBase(null, steps, isTimed),
        Containers = [new Container("w", "memory.npz", null)],
        Constants = _constants.ToEquatableArray(),
        Nodes = _nodes.ToEquatableArray(),
        Outputs = _outputs.ToEquatableArray(),
    };

    public static GraphBuilder Frames() => new(null, false);

    public static GraphBuilder Stream() => new(null, true);

    public static ValueType Frame(params int[] extents) => new(ValueKind.Frame, Shape.Of(extents));

    public static ValueType Signal(params int[] extents) => new(ValueKind.Signal, Shape.Of(extents));

    public static ValueType Spikes(params int[] extents) => new(ValueKind.Spikes, Shape.Of(extents));

    public static ValueType Whole(ValueType type) => type with { Element = ElementType.Int };

    public static ValueRef Value(string text) => text.Split(':') is [var node, var state] ? new ValueRef(node, state) : new ValueRef(text);

    public GraphBuilder Input(string name, ValueType type) => Node(name, new InputOp(), type);

    public GraphBuilder Node(string name, Op op, ValueType type, params string[] inputs)
    {
        _nodes.Add(new Node(name, op, inputs.Select(Value).ToEquatableArray(), type));
        return this;
    }

    public GraphBuilder Real(string name, Shape shape, params double[] values) => Constant(name, ElementType.Real, shape, values);

    public GraphBuilder Int(string name, Shape shape, params double[] values) => Constant(name, ElementType.Int, shape, values);

    public GraphBuilder Constant(string name, ElementType element, LoadExpr value)
    {
        _constants.Add(new Constant(name, element, value.Shape, value));
        return this;
    }

    public GraphBuilder Output(params string[] values)
    {
        _outputs.AddRange(values.Select(value => new Output(value, Value(value))));
        return this;
    }

    public Interpreter Interpreter(Precision precision = Precision.Single)
    {
        IrVerifier.Verify(Graph).Select(diagnostic => diagnostic.Message).ShouldBeEmpty();
        return new(Graph, Tensors, precision);
    }

    /// <summary>The first output of an inference.</summary>
    public double[] Run(params float[][] inputs) => Interpreter().Run(0, inputs).Outputs[0].Values;

    private GraphBuilder Constant(string name, ElementType element, Shape shape, double[] values)
    {
        Tensors.Add(name, shape, values);
        return Constant(name, element, new LoadTensor(shape, "w", name));
    }
}

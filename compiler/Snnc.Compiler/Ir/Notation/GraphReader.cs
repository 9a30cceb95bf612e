using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>Reads the items of a graph.</summary>
internal sealed class GraphReader(IrCursor cursor)
{
    private static readonly Node NoNode = new("", new InputOp(), [], new ValueType(ValueKind.Frame, Shape.Scalar));

    private readonly List<Container> _containers = [];
    private readonly List<Constant> _constants = [];
    private readonly Dictionary<string, Constant> _constantsByName = [];
    private readonly List<Node> _nodes = [];
    private readonly List<Output> _outputs = [];

    /// <summary>The graph; it means something only where nothing was reported.</summary>
    public Graph Read()
    {
        var documentation = Documentation();
        var start = cursor.Current.Span.Start;
        cursor.Expect("graph");
        cursor.Expect("@");
        var name = cursor.Name("the graph's name");
        var time = Time();
        var location = cursor.From(start);
        cursor.Expect("{");
        var hasFailed = cursor.Recover(start);
        while (!cursor.IsAtEnd && !cursor.Is("}"))
        {
            var itemStart = cursor.Current.Span.Start;
            Item();
            hasFailed |= cursor.Recover(itemStart);
        }

        if (!hasFailed)
        {
            cursor.Expect("}");
            ExpectEnd();
        }

        return new Graph
        {
            Name = name,
            Documentation = documentation,
            Time = time,
            Containers = _containers.ToEquatableArray(),
            Constants = _constants.ToEquatableArray(),
            Nodes = _nodes.ToEquatableArray(),
            Outputs = _outputs.ToEquatableArray(),
            Location = location,
        };
    }

    private void ExpectEnd()
    {
        if (cursor.Current.Kind != IrTokenKind.End)
        {
            cursor.FailUnexpected("the end");
        }
    }

    private string? Documentation()
    {
        var lines = new List<string>();
        while (cursor.Current.Kind == IrTokenKind.Documentation)
        {
            lines.Add(cursor.Take().Text);
        }

        return lines.Count == 0 ? null : string.Join("\n", lines);
    }

    private TimeBase Time()
    {
        var isTimed = cursor.TryTake("time");
        if (!isTimed && !cursor.TryTake("untimed"))
        {
            return new TimeBase(null, null, false);
        }

        double? step = null;
        int? steps = null;
        cursor.Expect("(");
        while (cursor.Current.Kind != IrTokenKind.End && !cursor.Is(")"))
        {
            var key = cursor.Name("'step' or 'steps'");
            cursor.Expect("=");
            step = key == "step" ? NumberReader.Double(cursor) : step;
            steps = key == "steps" ? NumberReader.Int(cursor) : steps;
            cursor.TryTake(",");
        }

        cursor.Expect(")");
        return new TimeBase(step, steps, isTimed);
    }

    private void Item()
    {
        var documentation = Documentation();
        var start = cursor.Current.Span.Start;
        if (cursor.TryTake("container"))
        {
            _containers.Add(Container() with { Location = cursor.From(start) });
        }
        else if (cursor.TryTake("const"))
        {
            var constant = Constant() with { Location = cursor.From(start) };
            _constants.Add(constant);
            _constantsByName[constant.Name] = constant;
        }
        else if (cursor.TryTake("output"))
        {
            _outputs.Add(Output() with { Documentation = documentation, Location = cursor.From(start) });
        }
        else if (cursor.TryTake("%"))
        {
            _nodes.Add(Node(start) with { Documentation = documentation });
        }
        else
        {
            cursor.FailUnexpected("'container', 'const', '%node', 'output' or '}'");
        }
    }

    private Container Container()
    {
        var name = cursor.Name("a container");
        var reference = cursor.TryTake("=") ? cursor.String() : null;
        return new Container(name, reference, cursor.TryTake("from") ? cursor.String() : null);
    }

    private Constant Constant()
    {
        cursor.Expect("$");
        var name = cursor.Name("a constant");
        cursor.Expect(":");
        var element = Choice("type", [("real", ElementType.Real), ("int", ElementType.Int)]);
        var shape = NumberReader.Shape(cursor);
        cursor.Expect("=");
        return new Constant(name, element, shape, new LoadExprReader(cursor).Read());
    }

    private Output Output()
    {
        var name = cursor.Name("an output");
        cursor.Expect("=");
        return new Output(name, Value());
    }

    private Node Node(int start)
    {
        var name = cursor.Name("a node");
        cursor.Expect("=");
        var at = cursor.Here;
        var op = cursor.Name("an operator");
        if (op == "neuron")
        {
            return Neuron(name, start);
        }

        var inputs = cursor.Is("%") ? Values() : [];
        var attributes = Attributes();
        var (type, activity) = Type();
        return new Node(name, Op(op, attributes, at), inputs.ToEquatableArray(), type) { Activity = activity, Location = cursor.From(start) };
    }

    private Op Op(string name, OpAttributes attributes, Text.Location at)
    {
        var format = OpFormats.All.FirstOrDefault(f => f.Name == name);
        if (format is null)
        {
            cursor.Fail(Catalog.UnknownInGraph(at, "operator", name, OpFormats.All.Select(f => f.Name).ToList()));
            return NoNode.Op;
        }

        var op = format.Read(attributes);
        attributes.CheckAllAsked();
        if (attributes.Problem is { } problem)
        {
            cursor.Fail(Catalog.BadAttribute(at, name, problem));
        }

        return op;
    }

    private Node Neuron(string name, int start)
    {
        var model = cursor.Name("a model");
        var names = new BodyNames(_constantsByName);
        var inputs = new List<ValueRef>();
        var ports = Ports(inputs);
        foreach (var port in ports)
        {
            names.AddPort(port);
        }

        var (type, activity) = Type();
        var location = cursor.From(start);
        cursor.Expect("{");
        var body = new BodyReader(cursor, names);
        var op = new NeuronOp(model, ports.ToEquatableArray(), body.States(), body.Block());
        return new Node(name, op, inputs.ToEquatableArray(), type) { Activity = activity, Location = location };
    }

    private List<Port> Ports(List<ValueRef> inputs)
    {
        var ports = new List<Port>();
        cursor.Expect("(");
        while (cursor.Current.Kind != IrTokenKind.End && !cursor.Is(")"))
        {
            var name = cursor.Name("a port");
            var element = cursor.TryTake("int") ? ElementType.Int : ElementType.Real;
            cursor.Expect(":");
            var edges = cursor.Is("%") ? Values() : [];
            inputs.AddRange(edges);
            ports.Add(new Port(name, element, edges.Count));
            if (!cursor.Is(")"))
            {
                cursor.Expect(";");
            }
        }

        cursor.Expect(")");
        return ports;
    }

    private List<ValueRef> Values()
    {
        List<ValueRef> values = [Value()];
        while (cursor.TryTake(","))
        {
            values.Add(Value());
        }

        return values;
    }

    // A state follows without a space, so that the colon before the node's type is none.
    private ValueRef Value()
    {
        cursor.Expect("%");
        var node = cursor.Name("a node");
        return cursor.IsAdjacent && cursor.TryTake(":") ? new ValueRef(node, cursor.Name("a state")) : new ValueRef(node);
    }

    private OpAttributes Attributes()
    {
        var attributes = new OpAttributes();
        if (!cursor.TryTake("{"))
        {
            return attributes;
        }

        while (cursor.Current.Kind != IrTokenKind.End && !cursor.Is("}"))
        {
            var key = cursor.Name("an attribute");
            cursor.Expect("=");
            attributes.Add(key, AttributeValue());
            if (!cursor.Is("}"))
            {
                cursor.Expect(",");
            }
        }

        cursor.Expect("}");
        return attributes;
    }

    private object AttributeValue()
    {
        if (cursor.TryTake("$"))
        {
            return cursor.Name("a constant");
        }

        if (cursor.Is("["))
        {
            return NumberReader.List(cursor);
        }

        var at = cursor.Here;
        var text = NumberReader.Text(cursor);
        return NumberReader.Parse(text) ?? Fail(at, text);
    }

    private object Fail(Text.Location at, string text)
    {
        cursor.Fail(Catalog.BadGraphNumber(at, text, "a number"));
        return 0L;
    }

    private (ValueType Type, double? Activity) Type()
    {
        cursor.Expect(":");
        var kind = Choice("kind", [("frame", ValueKind.Frame), ("signal", ValueKind.Signal), ("spikes", ValueKind.Spikes)]);
        var element = cursor.TryTake("int") ? ElementType.Int : ElementType.Real;
        var type = new ValueType(kind, NumberReader.Shape(cursor), element);
        return (type, cursor.TryTake("activity") ? NumberReader.Double(cursor) : null);
    }

    private T Choice<T>(string what, (string Word, T Value)[] choices)
    {
        var at = cursor.Here;
        var word = cursor.Name($"a {what}");
        var index = Array.FindIndex(choices, choice => choice.Word == word);
        if (index < 0)
        {
            cursor.Fail(Catalog.UnknownInGraph(at, what, word, choices.Select(choice => choice.Word).ToList()));
        }

        return choices[Math.Max(index, 0)].Value;
    }
}

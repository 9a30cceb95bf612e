using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>An array of the emitted class that holds a value of one step.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Size">The number of elements.</param>
/// <param name="Element">What they are.</param>
internal sealed record Storage(string Field, int Size, ElementType Element)
{
    /// <summary>Gets the type of an element.</summary>
    public string ElementName => Element == ElementType.Int ? "long" : "float";
}

/// <summary>
/// Where each value of a plan lies in the emitted class. Views have no memory of their own; a value that a later loop reads is kept for every step.
/// </summary>
internal sealed class ClassLayout
{
    private readonly GraphValues _values;
    private readonly Dictionary<string, NodePlan> _plans = [];
    private readonly Dictionary<string, int> _stages = [];
    private readonly Dictionary<ValueRef, Storage> _storage = [];
    private readonly Dictionary<ValueRef, Storage> _records = [];

    public ClassLayout(ExecutionPlan plan, Names members)
    {
        Time = plan.Graph.Time;
        _values = new GraphValues(plan.Graph);
        for (var stage = 0; stage < plan.Stages.Count; stage++)
        {
            foreach (var node in plan.Stages[stage].Nodes)
            {
                _plans[node.Node.Name] = node;
                _stages[node.Node.Name] = stage;
                Place(node, members);
            }
        }

        for (var stage = 0; stage < plan.Stages.Count; stage++)
        {
            foreach (var node in plan.Stages[stage].Nodes)
            {
                KeepStepsRead(node, stage, members);
            }
        }
    }

    /// <summary>Gets the time base.</summary>
    public TimeBase Time { get; }

    /// <summary>Gets the values that are kept for every step, with the array of all steps.</summary>
    public IReadOnlyDictionary<ValueRef, Storage> Records => _records;

    /// <summary>The number, in the plan, of the stage that a node runs in.</summary>
    public int StageOf(string node) => _stages[node];

    /// <summary>The array that a value lies in: of a view, that of what it views.</summary>
    public Storage StorageOf(ValueRef value) => _storage[Viewed(value)];

    /// <summary>The type of a value.</summary>
    public ValueType TypeOf(ValueRef value) => _values.TypeOf(value);

    /// <summary>After how many steps of a stream there is a frame; null for what there is in every step.</summary>
    public int? WindowOf(ValueRef value) => _values.WindowOf(value);

    /// <summary>How a node of a stage reads a value in step <c>t</c>: an array, or a span of one.</summary>
    public string Read(ValueRef value, int stage)
    {
        var source = Viewed(value);
        var storage = _storage[source];
        return _records.TryGetValue(source, out var record) && _stages[source.Node] != stage
            ? $"{record.Field}.AsSpan(t * {storage.Size}, {storage.Size})"
            : storage.Field;
    }

    /// <summary>The value at the end of a chain of views.</summary>
    public ValueRef Viewed(ValueRef value)
    {
        while (value.State is null && _plans[value.Node] is { Kernel: Kernel.View } plan)
        {
            value = plan.Node.Inputs[0];
        }

        return value;
    }

    private void Place(NodePlan plan, Names members)
    {
        var node = plan.Node;
        var size = (int)node.Type.Shape.Size;
        if (plan.Kernel != Kernel.View)
        {
            _storage[new ValueRef(node.Name)] = new Storage(members.Field(node.Name), size, node.Type.Element);
        }

        if (node.Op is NeuronOp neuron)
        {
            foreach (var state in neuron.States)
            {
                _storage[new ValueRef(node.Name, state.Name)] = new Storage(members.Field($"{node.Name}_{state.Name}"), size, state.Element);
            }
        }
    }

    // In a stream every stage runs in every step, so the present value is all that is ever read.
    private void KeepStepsRead(NodePlan plan, int stage, Names members)
    {
        if (plan.Kernel == Kernel.View || Time.Steps is not { } steps || plan.Node.Op is DecodeOp)
        {
            return;
        }

        foreach (var value in plan.Node.Inputs.Select(Viewed))
        {
            if (TypeOf(value).Kind != ValueKind.Frame && _stages[value.Node] < stage && !_records.ContainsKey(value))
            {
                var storage = _storage[value];
                _records[value] = storage with { Field = members.Field(storage.Field.Substring(1) + "_steps"), Size = checked(storage.Size * steps) };
            }
        }
    }
}

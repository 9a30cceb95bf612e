using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>An array in an instance's memory.</summary>
/// <param name="Offset">Where, in bytes.</param>
/// <param name="Size">The number of elements.</param>
internal readonly record struct Place(long Offset, long Size, bool IsInt)
{
    public long Bytes => Size * (IsInt ? 8 : 4);
}

/// <summary>
/// Where everything lies in the memory of an instance: a header, what lives from step to step (saved and loaded as one block), what is overwritten
/// before it is read. Views have no memory of their own; a value that a later loop reads is kept for every step.
/// </summary>
internal sealed class InstanceLayout
{
    /// <summary>Offsets in the header: the weights, who watches and what it is given, the step of a stream, what went wrong.</summary>
    public const int Weights = 0, Observer = 8, ObserverContext = 16, Error = 24, ErrorElement = 32, ErrorValue = 40, Step = 56, States = 64;

    private const int Alignment = 64;

    private readonly GraphValues _values;
    private readonly Dictionary<string, NodePlan> _plans = [];
    private readonly Dictionary<string, int> _stages = [];
    private readonly Dictionary<ValueRef, Place> _places = [];
    private readonly Dictionary<ValueRef, Place> _records = [];
    private readonly Dictionary<(string Node, string Part), Place> _parts = [];
    private readonly Dictionary<string, DelayTable> _delays = [];
    private readonly LoadedConstants _constants;
    private long _end = States;

    public InstanceLayout(ExecutionPlan plan, LoadedConstants constants)
    {
        Plan = plan;
        _constants = constants;
        _values = new GraphValues(plan.Graph);
        for (var stage = 0; stage < plan.Stages.Count; stage++)
        {
            foreach (var node in plan.Stages[stage].Nodes)
            {
                (_plans[node.Node.Name], _stages[node.Node.Name]) = (node, stage);
            }
        }

        PlaceStates();
        StateEnd = _end;
        PlaceValues();
    }

    public ExecutionPlan Plan { get; }

    public TimeBase Time => Plan.Graph.Time;

    /// <summary>Gets where the part that lives from step to step ends; it begins at <see cref="Step"/>.</summary>
    public long StateEnd { get; }

    /// <summary>Gets the size of an instance.</summary>
    public long Size => _end;

    /// <summary>Gets the values that are kept for every step, with the array of all steps.</summary>
    public IReadOnlyDictionary<ValueRef, Place> Records => _records;

    public int StageOf(string node) => _stages[node];

    public Compiler.Ir.ValueType TypeOf(ValueRef value) => _values.TypeOf(value);

    public int? WindowOf(ValueRef value) => _values.WindowOf(value);

    /// <summary>Where a value lies: a view, where what it views does.</summary>
    public Place PlaceOf(ValueRef value) => _places[Viewed(value)];

    /// <summary>Where a value lies for every step, if a node of this stage must read it there.</summary>
    public Place? RecordFor(ValueRef value, int stage) =>
        _records.TryGetValue(Viewed(value), out var record) && _stages[Viewed(value).Node] != stage ? record : null;

    /// <summary>What a node keeps to itself.</summary>
    public Place PartOf(string node, string part) => _parts[(node, part)];

    /// <summary>The value at the end of a chain of views.</summary>
    public ValueRef Viewed(ValueRef value)
    {
        while (value.State is null && _plans[value.Node] is { Kernel: Kernel.View } plan)
        {
            value = plan.Node.Inputs[0];
        }

        return value;
    }

    /// <summary>The delays of a node that has some.</summary>
    public DelayTable DelaysOf(string node) => _delays[node];

    private void AddState(string node, string part, long size, bool isInt) => _parts[(node, part)] = Take(size, isInt);

    private Place Take(long size, bool isInt)
    {
        var place = new Place(_end, size, isInt);
        _end = (_end + place.Bytes + Alignment - 1) / Alignment * Alignment;
        return place;
    }

    private void PlaceStates()
    {
        foreach (var node in Plan.Graph.Nodes)
        {
            var isFrameOfStream = Time.IsStream && node.Type.Kind == ValueKind.Frame;
            if (isFrameOfStream && _plans[node.Name].Kernel != Kernel.View)
            {
                _places[new ValueRef(node.Name)] = Take(node.Type.Shape.Size, node.Type.Element == ElementType.Int);
            }

            switch (node.Op)
            {
                case NeuronOp neuron:
                    foreach (var state in neuron.States)
                    {
                        _places[new ValueRef(node.Name, state.Name)] = Take(node.Type.Shape.Size, state.Element == ElementType.Int);
                    }

                    break;
                case EncodeDeltaOp:
                    AddState(node.Name, "reference", TypeOf(node.Inputs[0]).Shape.Size, isInt: false);
                    break;
                case DecodeOp:
                    AddState(node.Name, "sofar", node.Type.Shape.Size, node.Type.Element == ElementType.Int);
                    break;
                case DelayOp or ConnectionOp { Delays: not null }:
                    PlacePast(node);
                    break;
            }
        }
    }

    private void PlacePast(Node node)
    {
        var input = TypeOf(node.Inputs[0]);
        _delays[node.Name] = DelayTable.Of(node, input.Shape, _constants, Time.Steps)!;
        AddState(node.Name, "past", _delays[node.Name].Depth * input.Shape.Size, input.Element == ElementType.Int);
    }

    private void PlaceValues()
    {
        foreach (var plan in _plans.Values.Where(plan => plan.Kernel != Kernel.View))
        {
            var value = new ValueRef(plan.Node.Name);
            if (!_places.ContainsKey(value))
            {
                _places[value] = Take(plan.Node.Type.Shape.Size, plan.Node.Type.Element == ElementType.Int);
            }

            if (plan.Node.Op is ConvOp { Delays: null })
            {
                _parts[(plan.Node.Name, "sums")] = Take(plan.Node.Type.Shape.Size, plan.Node.Type.Element == ElementType.Int);
            }
        }

        foreach (var plan in _plans.Values)
        {
            KeepStepsRead(plan);
        }
    }

    private void KeepStepsRead(NodePlan plan)
    {
        if (plan.Kernel == Kernel.View || Time.Steps is not { } steps || plan.Node.Op is DecodeOp)
        {
            return;
        }

        foreach (var value in plan.Node.Inputs.Select(Viewed))
        {
            if (TypeOf(value).Kind != ValueKind.Frame && _stages[value.Node] < _stages[plan.Node.Name] && !_records.ContainsKey(value))
            {
                var place = _places[value];
                _records[value] = Take(checked(place.Size * steps), place.IsInt);
            }
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;

namespace Snnc.Cost.Workloads;

/// <summary>Reads a plan as a workload.</summary>
public sealed class WorkloadBuilder
{
    private readonly ExecutionPlan _plan;
    private readonly GraphValues _values;
    private readonly GraphUses _uses;
    private readonly IReadOnlyDictionary<string, NodeActivity> _activities;
    private readonly Dictionary<string, (NodePlan Node, PlanStage Stage)> _plans;
    private readonly ILookup<string, StateArray> _states;

    // Of a node that is computed once for all steps: by the name that hoisting gave it, the name in the program, which now is a view of it.
    private readonly Dictionary<string, string> _hoisted;

    private WorkloadBuilder(ExecutionPlan plan, WorkloadActivity activity)
    {
        (_plan, _values, _uses) = (plan, new GraphValues(plan.Graph), new GraphUses(plan.Graph));
        _activities = activity.Of(plan.Graph);
        _plans = plan.Stages.SelectMany(stage => stage.Nodes.Select(node => (node, stage))).ToDictionary(pair => pair.node.Node.Name);
        _states = StateMemory.Of(plan).ToLookup(state => state.Node);
        _hoisted = plan.Graph.Nodes.Where(node => node.Op is EncodeConstantOp && node.Inputs[0].Node == node.Name + ".once")
            .ToDictionary(node => node.Inputs[0].Node, node => node.Name);
    }

    private int Steps => _plan.Graph.Time.Steps ?? 1;

    /// <summary>The workload of a plan.</summary>
    public static Workload From(ExecutionPlan plan, WorkloadActivity activity, ITensorResolver? tensors = null)
    {
        var builder = new WorkloadBuilder(plan, activity);
        var (graph, time) = (plan.Graph, plan.Graph.Time);
        return new Workload(graph.Name, builder.Steps, [.. graph.Nodes.Where(builder.Computes).Select(builder.Layer)])
        {
            IsTimed = time.IsTimed,
            IsStream = time.IsStream,
            StepSeconds = time.StepSeconds,
            Inputs = [.. graph.Nodes.Where(node => node.Op is InputOp).Select(builder.Input)],
            Activity = activity.Description,
            Graph = graph,
            Tensors = tensors,
        };
    }

    private bool Computes(Node node) => node.Op is not (InputOp or ReshapeOp) && !_hoisted.ContainsValue(node.Name);

    private WorkloadInput Input(Node node) => new(
        node.Name, node.Type.Kind, node.Type.Shape.Size, node.Type.Kind == ValueKind.Frame ? 1 : Steps, _activities[node.Name]);

    private WorkloadLayer Layer(Node node)
    {
        var (input, activity) = (node.Inputs.Count == 0 ? null : node.Inputs[0], _activities[node.Name]);
        var source = input is { State: null } ? _activities[input.Node] : new NodeActivity(1, 1);
        var (plan, stage) = _plans[node.Name];
        return LayerShape.Of(node, _plan.Graph, _values) with
        {
            Name = _hoisted.GetValueOrDefault(node.Name, node.Name),
            StateBytes = _states[node.Name].Sum(state => state.Bytes ?? 0),
            Steps = RunsEachStep(node) ? Steps : 1,
            TakesSpikes = input is not null && _values.TypeOf(input).Kind == ValueKind.Spikes,
            GivesSpikes = node.Type.Kind == ValueKind.Spikes,
            InputDensity = source.Density,
            InputSpikesPerStep = source.SpikesPerStep,
            OutputDensity = activity.Density,
            OutputRate = activity.Rate,
            OutputSpikesPerStep = activity.SpikesPerStep,
            Kernel = plan.KernelAt(source.Density),
            TileSteps = stage.IsLoop && _plan.Samples == 1 ? stage.TileSteps : 1,
            Sources = [.. node.Inputs.Select(SourceOf).Distinct()],
        };
    }

    // A decoder gives a frame, and looks at every step for it.
    private bool RunsEachStep(Node node) => node.Type.Kind != ValueKind.Frame || node.Op is DecodeOp;

    private string SourceOf(ValueRef value)
    {
        var node = _uses.NodeOf(value.Node);
        return value.State is null && node.Op is ReshapeOp ? SourceOf(node.Inputs[0]) : _hoisted.GetValueOrDefault(value.Node, value.Node);
    }
}

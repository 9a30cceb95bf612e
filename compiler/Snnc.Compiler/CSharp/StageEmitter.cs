using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>Emits a method for each stage of the plan, with the nodes in order, and one for each population of neurons.</summary>
internal sealed class StageEmitter
{
    private readonly EmitContext _context;
    private readonly CodeWriter _stages;
    private readonly CodeWriter _neurons;
    private readonly Dictionary<string, NodeCode> _code = [];
    private readonly Dictionary<string, int> _places;

    public StageEmitter(EmitContext context, bool lineDirectives)
    {
        _context = context;
        _stages = new CodeWriter(lineDirectives, depth: 1);
        _neurons = new CodeWriter(lineDirectives, depth: 1);
        _places = context.Plan.Graph.Nodes.Select((node, place) => (node.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
    }

    /// <summary>The name of a stage's method; stages count from 1 in the order of the plan.</summary>
    public static string MethodOf(int stage) => $"Stage{stage + 1}";

    /// <summary>Writes all methods.</summary>
    public void Emit(CodeWriter writer)
    {
        var plan = _context.Plan;
        for (var stage = 0; stage < plan.Stages.Count; stage++)
        {
            foreach (var node in plan.Stages[stage].Nodes)
            {
                _code[node.Node.Name] = EmitNode(node, stage);
            }
        }

        for (var stage = 0; stage < plan.Stages.Count; stage++)
        {
            EmitStage(plan.Stages[stage], stage);
        }

        writer.Append(_stages);
        if (!_neurons.IsEmpty)
        {
            writer.Line();
            writer.Append(_neurons);
        }
    }

    private NodeCode EmitNode(NodePlan plan, int stage)
    {
        var value = new ValueRef(plan.Node.Name);
        if (plan.Kernel != Kernel.View)
        {
            var storage = _context.Layout.StorageOf(value);
            if (plan.Node.Documentation is { } documentation)
            {
                _context.Parts.Memory.Add(CodeWriter.AsSummary(documentation));
            }

            _context.Parts.Memory.Add($"private readonly {storage.ElementName}[] {storage.Field} = new {storage.ElementName}[{storage.Size}];");
        }

        return plan.Node.Op is NeuronOp
            ? NodeCode.Of(new NeuronEmitter(_context, plan, stage).EmitMethod(_neurons, _context.Members.Method("Step", plan.Node.Name)))
            : new NodeEmitter(_context, plan, stage).Emit();
    }

    private void EmitStage(PlanStage stage, int index)
    {
        _stages.Gap();
        _stages.Summary(stage.IsLoop ? "Runs in every step." : _context.Time.IsStream ? "Runs in every step, as far as windows end in it."
            : "Runs once per inference.");
        _stages.Open($"private void {MethodOf(index)}({(stage.IsLoop ? "int t, long sample" : _context.Time.IsStream ? "int t" : "")})");
        int? window = null;
        foreach (var plan in stage.Nodes)
        {
            window = EmitWindow(plan.Node, window);
            _stages.Map(plan.Node.Location);
            _stages.Lines(_code[plan.Node.Name].Now);
            EmitObservation(plan.Node, stage.IsLoop ? "t" : "-1");
        }

        if (window is not null)
        {
            _stages.Close();
        }

        _stages.EndMapping();
        EmitEndOfStep(index);
        _stages.Close();
    }

    /// <summary>The condition that a window ends in step <c>t</c>.</summary>
    public static string EndOf(int every) => $"(t + 1) % {every} == 0";

    // Nodes of a stream that wait for the same window stand in one block.
    private int? EmitWindow(Node node, int? open)
    {
        var window = _context.Layout.WindowOf(new ValueRef(node.Name));
        if (window == open)
        {
            return open;
        }

        if (open is not null)
        {
            _stages.Close();
        }

        if (window is { } every)
        {
            _stages.Open($"if ({EndOf(every)})");
        }

        return window;
    }

    private void EmitEndOfStep(int stage)
    {
        foreach (var node in _context.Plan.Graph.Nodes.Where(node => ListensIn(node) == stage))
        {
            _stages.Lines(_code[node.Name].AtEndOfStep);
        }

        foreach (var record in _context.Layout.Records.Where(record => _context.Layout.StageOf(record.Key.Node) == stage))
        {
            var storage = _context.Layout.StorageOf(record.Key);
            _stages.Line($"{storage.Field}.CopyTo({record.Value.Field}, t * {storage.Size});");
        }
    }

    // A decoder stands after the loop that it listens to.
    private int ListensIn(Node node) => _context.Layout.StageOf(node.Op is DecodeOp ? node.Inputs[0].Node : node.Name);

    private void EmitObservation(Node node, string step)
    {
        var place = _places[node.Name];
        var storage = _context.Layout.StorageOf(new ValueRef(node.Name));
        var value = $"OnValues({place}, {step}, {storage.Field});";
        if (node.Op is not NeuronOp neuron || neuron.States.Count == 0)
        {
            _stages.Line($"Observer?.{value}");
            return;
        }

        _stages.Open("if (Observer is not null)");
        _stages.Line($"Observer.{value}");
        for (var i = 0; i < neuron.States.Count; i++)
        {
            var state = _context.Layout.StorageOf(new ValueRef(node.Name, neuron.States[i].Name));
            _stages.Line($"Observer.OnStates({place}, {i}, {step}, {state.Field});");
        }

        _stages.CloseMapped();
    }
}

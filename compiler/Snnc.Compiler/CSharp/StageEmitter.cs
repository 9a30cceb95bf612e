using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Emits a method for each stage of the plan, with the nodes in order, and one for each population of neurons; in loops in tiles of steps one for
/// each region.
/// </summary>
internal sealed class StageEmitter
{
    private readonly EmitContext _context;
    private readonly CodeWriter _stages;
    private readonly CodeWriter _neurons;
    private readonly KeptEmitter _kept;
    private readonly RestingEmitter _resting;
    private readonly Dictionary<string, NodeCode> _code = [];
    private readonly Dictionary<Site, IReadOnlyList<string>> _tiled = [];
    private readonly Dictionary<string, int> _places;
    private readonly ILookup<Site, KeyValuePair<ValueRef, Storage>> _records;
    private ILookup<Site, Node> _listeners = Enumerable.Empty<Node>().ToLookup(_ => default(Site));

    public StageEmitter(EmitContext context, bool lineDirectives)
    {
        _context = context;
        _stages = new CodeWriter(lineDirectives, depth: 1);
        _neurons = new CodeWriter(lineDirectives, depth: 1);
        _kept = new KeptEmitter(context);
        _resting = new RestingEmitter(context);
        _places = context.Plan.Graph.Nodes.Select((node, place) => (node.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        _records = context.Layout.Records.ToLookup(record => context.Layout.SiteOf(record.Key.Node));
    }

    private ClassLayout Layout => _context.Layout;

    /// <summary>The name of a stage's method; stages count from 1 in the order of the plan.</summary>
    public static string MethodOf(int stage) => $"Stage{stage + 1}";

    /// <summary>Writes all methods.</summary>
    public void Emit(CodeWriter writer)
    {
        var stages = _context.Plan.Stages;
        foreach (var record in Layout.Records.Values)
        {
            _context.Declare(record);
        }

        for (var stage = 0; stage < stages.Count; stage++)
        {
            for (var region = 0; region < stages[stage].Regions.Count; region++)
            {
                EmitNodes(stages[stage].Regions[region], new Site(stage, region));
            }
        }

        _listeners = Listeners();
        for (var stage = 0; stage < stages.Count; stage++)
        {
            if (Layout.IsTiledLoop(stage))
            {
                EmitTiledStage(stages[stage], stage);
            }
            else
            {
                EmitStage(stages[stage], stage);
            }
        }

        writer.Append(_stages);
        if (!_neurons.IsEmpty)
        {
            writer.Line();
            writer.Append(_neurons);
        }
    }

    private void EmitNodes(PlanRegion region, Site site)
    {
        foreach (var node in region.Nodes)
        {
            Declare(node);
            if (region.Kind == RegionKind.Stepped)
            {
                _code[node.Node.Name] = EmitNode(node, site);
                _resting.Declare(node);
            }
        }

        if (region.Kind == RegionKind.Tiled)
        {
            _tiled[site] = new TiledRegionEmitter(_context, region, site).Emit(_neurons);
        }
    }

    private void Declare(NodePlan plan)
    {
        var value = new ValueRef(plan.Node.Name);
        if (plan.Kernel is Kernel.View or Kernel.Previous)
        {
            return;
        }

        if (plan.Node.Documentation is { } documentation)
        {
            _context.Parts.Memory.Add(CodeWriter.AsSummary(documentation));
        }

        if (Layout.IsPresent(value))
        {
            _context.Declare(Layout.StorageOf(value));
        }

        _kept.Declare(plan);
    }

    private NodeCode EmitNode(NodePlan plan, Site site) => plan.Node.Op is NeuronOp
        ? NodeCode.Of(new NeuronEmitter(_context, plan, site).EmitMethod(_neurons, _context.Members.Method("Step", plan.Node.Name)))
        : new NodeEmitter(_context, plan, site).Emit();

    private void EmitStage(PlanStage stage, int index)
    {
        _stages.Gap();
        _stages.Summary(stage.IsLoop ? "Runs in every step." : _context.Time.IsStream ? "Runs in every step, as far as windows end in it."
            : "Runs once per inference.");
        _stages.Open($"private void {MethodOf(index)}({(stage.IsLoop ? "int t, long sample" : _context.Time.IsStream ? "int t" : "")})");
        _stages.Lines(Poison([.. stage.Nodes], Arena.PoisonBeforeRegion));
        _stages.Lines(_kept.Begin(stage.Nodes));
        int? window = null;
        foreach (var plan in stage.Nodes)
        {
            window = EmitWindow(plan.Node, window);
            EmitStep(plan, stage.IsLoop ? "t" : "-1", stage.IsLoop);
        }

        if (window is not null)
        {
            _stages.Close();
        }

        _stages.EndMapping();
        EmitEndOfStep(new Site(index, 0));
        _stages.Close();
    }

    private void EmitTiledStage(PlanStage stage, int index)
    {
        _stages.Gap();
        _stages.Summary("Runs the steps of a tile of time, region by region.");
        _stages.Open($"private void {MethodOf(index)}(int t0, int steps, long sample)");
        var regions = Enumerable.Range(0, stage.Regions.Count).Where(region => !IsEmpty(new Site(index, region))).ToList();
        _stages.Lines(regions.Select(region => $"{MethodOf(index)}Region{region + 1}(t0, steps, sample);"));
        new ActivityEmitter(_context).EmitCounts(_stages, stage);
        _stages.Close();
        foreach (var region in regions)
        {
            _stages.Gap();
            _stages.Summary(Sentence(stage.Regions[region].Reason));
            _stages.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            _stages.Open($"private void {MethodOf(index)}Region{region + 1}(int t0, int steps, long sample)");
            EmitRegion(stage.Regions[region], new Site(index, region));
            _stages.EndMapping();
            _stages.Close();
        }
    }

    private static string Sentence(string reason) => reason.Length == 0 ? "Runs." : $"{char.ToUpperInvariant(reason[0])}{reason.Substring(1)}.";

    // Nothing to do for what the caller gives, and for views.
    private bool IsEmpty(Site site) =>
        _context.Plan.Stages[site.Stage].Regions[site.Region].Nodes.All(plan => plan.Kernel is Kernel.Given or Kernel.View) && !_listeners.Contains(site);

    private void EmitRegion(PlanRegion region, Site site)
    {
        if (region.Kind == RegionKind.Tiled)
        {
            EmitTiledRegion(region, site);
            return;
        }

        _stages.Lines(Poison(region.Nodes, Arena.PoisonBeforeRegion));
        _stages.Lines(_kept.Begin(region.Nodes));
        OpenSteps();
        foreach (var plan in region.Nodes.Where(plan => plan.Kernel is not (Kernel.Given or Kernel.Previous)))
        {
            EmitStep(plan, "t", isLoop: true);
        }

        _stages.EndMapping();
        EmitEndOfStep(site);
        _stages.Close();
        foreach (var plan in region.Nodes.Where(plan => Layout.IsOnlyListed(new ValueRef(plan.Node.Name))))
        {
            _stages.Lines(_kept.ObserveValue(plan, _places[plan.Node.Name]));
        }
    }

    private void EmitTiledRegion(PlanRegion region, Site site)
    {
        _stages.Lines(Poison(region.Nodes, Arena.PoisonBeforeRegion));
        _stages.Lines(Poison(region.Nodes, Arena.PoisonBefore));
        _stages.Map(region.Nodes[region.Nodes.Count - 1].Node.Location);
        _stages.Lines(_tiled[site]);
        _stages.EndMapping();
        _stages.Lines(Poison(region.Nodes, Arena.PoisonAtEndOfStep));
        foreach (var plan in region.Nodes)
        {
            _stages.Lines(_kept.AfterTile(plan));
        }

        if (_listeners.Contains(site))
        {
            OpenSteps();
            EmitEndOfStep(site);
            _stages.Close();
        }

        foreach (var plan in region.Nodes)
        {
            _stages.Lines(_kept.Observe(plan, _places[plan.Node.Name]));
        }
    }

    private void OpenSteps()
    {
        _stages.Open("for (var step = 0; step < steps; step++)");
        _stages.Line("var t = t0 + step;");
    }

    private void EmitStep(NodePlan plan, string step, bool isLoop)
    {
        _stages.Lines(Poison([plan], Arena.PoisonBefore));
        _stages.Map(plan.Node.Location);
        _stages.Lines(_resting.Before(plan));
        _stages.Lines(_code[plan.Node.Name].Now);
        if (isLoop)
        {
            _stages.Lines(_kept.AfterStep(plan));
            _stages.Lines(_resting.After(plan));
        }

        EmitObservation(plan, step);
    }

    /// <summary>The condition that a window ends in step <c>t</c>.</summary>
    public static string EndOf(int every) => $"(t + 1) % {every} == 0";

    // Nodes of a stream that wait for the same window stand in one block.
    private int? EmitWindow(Node node, int? open)
    {
        var window = Layout.WindowOf(new ValueRef(node.Name));
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

    private Arena Arena => Layout.Arena;

    private IEnumerable<string> Poison(IReadOnlyList<NodePlan> nodes, Func<string, SlotUsers, IEnumerable<(long From, long To)>> ranges) =>
        _context.Poison(ranges(nodes[0].Node.Name, SlotUsers.CSharp));

    private void EmitEndOfStep(Site site)
    {
        foreach (var node in _listeners[site])
        {
            _stages.Lines(_code[node.Name].AtEndOfStep);
        }

        foreach (var record in _records[site])
        {
            var storage = Layout.StorageOf(record.Key);
            _stages.Line($"{storage.Values}.CopyTo({record.Value.Values}.Slice(t * {storage.Size}, {storage.Size}));");
        }
    }

    // A decoder stands after the loop that it listens to.
    private ILookup<Site, Node> Listeners() => _context.Plan.Graph.Nodes
        .Where(node => _code.TryGetValue(node.Name, out var code) && code.AtEndOfStep.Count > 0)
        .ToLookup(node => node.Op is DecodeOp ? Layout.ListenedTo(node.Inputs[0]) : Layout.SiteOf(node.Name));

    private void EmitObservation(NodePlan plan, string step)
    {
        var node = plan.Node;
        var (value, site) = (new ValueRef(node.Name), Layout.SiteOf(node.Name));
        if (plan.Kernel == Kernel.Previous || !(Layout.CanRead(value, site) || Layout.IsOnlyListed(value)))
        {
            return;
        }

        var place = _places[node.Name];
        if (plan.Kernel == Kernel.PoolRows && Layout.IsPresent(value))
        {
            _stages.Line($"StepObservation.ChannelsLast(Observer, {place}, {step}, {Layout.StorageOf(value).Values}, {node.Type.Shape[0]});");
            return;
        }

        var values = !Layout.CanRead(value, site) ? null
            : $"OnValues({place}, {step}, {(Layout.IsTiledLoop(site.Stage) ? Layout.Read(value, site) : Layout.StorageOf(value).Values)});";
        if (node.Op is not NeuronOp neuron || neuron.States.Count == 0)
        {
            _stages.Lines(values is null ? [] : [$"Observer?.{values}"]);
            return;
        }

        _stages.Open("if (Observer is not null)");
        _stages.Lines(values is null ? [] : [$"Observer.{values}"]);
        _stages.Lines(_resting.AroundStates(plan, neuron.States.Select((state, i) =>
            $"Observer.OnStates({place}, {i}, {step}, {Layout.StorageOf(new ValueRef(node.Name, state.Name)).Values});")));
        _stages.CloseMapped();
    }
}

using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>Emits what keeps those of a population that rest out of its steps, where the plan says so.</summary>
internal sealed class RestingEmitter(EmitContext context)
{
    /// <summary>Declares who rests, after the states.</summary>
    public void Declare(NodePlan plan)
    {
        if (plan.Rest is { } rest)
        {
            var held = rest.Held.Select(state => $"({FieldOf(plan, state.Name)}, {Literal.Of(state.Value)})");
            var offset = context.Layout.OffsetOf(plan.Node.Name, SlotPart.Resting);
            context.Place("RestingNeurons", FieldOf(plan), offset, $"{rest.Steps}, {FieldOf(plan, rest.Counter)}, {string.Join(", ", held)}");
        }
    }

    /// <summary>The statements before a run of steps.</summary>
    public IEnumerable<string> Begin(IEnumerable<NodePlan> plans, string first) => Apart(plans).Select(plan => $"{FieldOf(plan)}.Begin({first});");

    /// <summary>The statements before a population's step.</summary>
    public IEnumerable<string> Before(NodePlan plan) => Apart([plan]).Select(_ => $"{FieldOf(plan)}.Wake(t);");

    /// <summary>The statements after it, when its spikes are listed.</summary>
    public IEnumerable<string> After(NodePlan plan) =>
        Apart([plan]).Select(_ => $"{FieldOf(plan)}.Rest({context.Layout.KeptOf(new ValueRef(plan.Node.Name))!.Lists}, step, t);");

    /// <summary>The statements after it.</summary>
    public IEnumerable<string> End(IEnumerable<NodePlan> plans, string end) => Apart(plans).Select(plan => $"{FieldOf(plan)}.End({end});");

    /// <summary>The statements around those that show the states after a step.</summary>
    public IEnumerable<string> AroundStates(NodePlan plan, IEnumerable<string> shown) =>
        plan.Rest is null ? shown : [$"{FieldOf(plan)}.End(t + 1);", .. shown, $"{FieldOf(plan)}.Begin(t + 1);"];

    private static IEnumerable<NodePlan> Apart(IEnumerable<NodePlan> plans) => plans.Where(plan => plan.Rest is not null);

    private string FieldOf(NodePlan plan) => context.Layout.RestingOf(plan.Node.Name);

    private string FieldOf(NodePlan plan, string state) => context.Layout.StorageOf(new ValueRef(plan.Node.Name, state)).Field;
}

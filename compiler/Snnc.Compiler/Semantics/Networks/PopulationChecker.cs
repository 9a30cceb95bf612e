using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Checks what leads to a population and what it is given: kinds, shapes, units, whole numbers.</summary>
internal sealed class PopulationChecker(NetNode node, NetworkBuilder network)
{
    private DiagnosticBag Bag => network.Bag;

    private BoundModel Model => node.Use!.Model;

    /// <summary>Checks that parameters fit the population's shape, and that times have a step.</summary>
    public void CheckArguments(Shape population)
    {
        foreach (var argument in node.Use!.Values)
        {
            var shape = argument.Value is BoundTensor { IsKnown: false } ? Shape.Scalar : argument.Value.Shape;
            if (shape.Rank > 0 && Shape.Broadcast(shape, population) != population)
            {
                var hint = shape.Rank == 1 && population.Rank == 3 && shape[0] == population[0]
                    ? $"for one value per channel write `{argument.Key} = per_channel(...)`" : "shapes broadcast as in NumPy: from the last axis";
                Bag.Add(Catalog.ShapeMismatch(argument.Value.At, $"'{argument.Key}' is {shape}, and the population '{node.Name}' is {population}",
                    hint));
            }
        }

        DivisorChecker.Check(node.Use, node.At, Bag);
        if (network.Time.IsTimed && network.Time.Scale.Exact is null && ModelExpressions.Of(node.Use).Any(TensorBounds.NeedsStep))
        {
            var parameter = Model.Parameters.FirstOrDefault(
                p => (node.Use.Values.TryGetValue(p.Name, out var given) ? given : p.Default) is { } value && TensorBounds.NeedsStep(value));
            network.Time.ReportMissingStep(
                parameter is not null && node.Use.Values.TryGetValue(parameter.Name, out var value) ? value.At : node.At,
                parameter is null ? $"a number in '{Model.Name}'" : $"'{parameter.Name}' of '{Model.Name}'", Bag);
        }
    }

    /// <summary>Checks all edges.</summary>
    public void CheckEdges()
    {
        foreach (var edge in node.Edges.Where(edge => edge.From.Type is not null))
        {
            CheckEdge(edge, NetTypes.Of(edge));
        }
    }

    private void CheckEdge(NetEdge edge, NetType type)
    {
        if (Model.Ports.Count == 0)
        {
            Bag.Add(Catalog.NoWayIn(edge.At, node.Name, $"its model '{Model.Name}' has no input port", "declare one in the model: `input i;`"));
            return;
        }

        var port = edge.Port is null ? Model.Ports[0] : Model.Ports.First(candidate => candidate.Name == edge.Port);
        if (type.Kind == TimeKind.Frame)
        {
            Bag.Add(Catalog.FrameIntoNeuron(edge.At, NetTypes.Name(edge), node.Name, OperatorCatalog.Encoders, edge.Into));
        }
        else if (type.Shape != node.Type!.Shape)
        {
            var hint = type.Shape.Size == node.Type.Shape.Size ? "put a `reshape` or `flatten` between them"
                : "what leads to a population has its shape";
            Bag.Add(Catalog.ShapeMismatch(
                edge.At, $"'{NetTypes.Name(edge)}' is {type.Shape}, and the population '{node.Name}' is {node.Type.Shape}", hint));
        }
        else if (!Model.HasErrors && type.Dimension != port.Dimension)
        {
            Bag.Add(Catalog.PortUnit(edge.At, node.Name, port.Name, port.Dimension.ToString(), NetTypes.Name(edge), type.Dimension.ToString()));
        }
        else if (port.IsInt)
        {
            MarkWhole(edge);
        }
    }

    // Sums that lead to an int port are kept in whole numbers all the way from the spikes.
    private void MarkWhole(NetEdge edge)
    {
        var type = NetTypes.Of(edge);
        var from = edge.From;
        if (type.Kind == TimeKind.Spikes || type.IsInt || (edge.State is null && from.IsWhole))
        {
            return;
        }

        if (edge.State is not null || !MayBeWhole(from))
        {
            Bag.Add(Catalog.RealIntoIntPort(edge.At, NetTypes.Name(edge), node.Name));
            return;
        }

        from.IsWhole = true;
        from.Type = from.Type! with { IsInt = true };
        foreach (var inner in from.Edges)
        {
            MarkWhole(inner with { At = edge.At });
        }
    }

    private static bool MayBeWhole(NetNode from) => from.IsBlockInput
        || from.Symbol is { Family: OperatorFamily.Connection } or { Family: OperatorFamily.Movement, Name: not "maxpool2d" };
}

using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Ir.Verification;

/// <summary>Names are unique, and what is named exists.</summary>
internal static class NameVerifier
{
    public static void Verify(GraphContext context, DiagnosticBag report)
    {
        var graph = context.Graph;
        Unique(graph.Containers, c => c.Name, c => c.Location, "containers", context, report);
        Unique(graph.Constants, c => c.Name, c => c.Location, "constants", context, report);
        Unique(graph.Nodes, n => n.Name, n => n.Location, "nodes", context, report);
        Unique(graph.Outputs, o => o.Name, o => o.Location, "outputs", context, report);
        foreach (var node in graph.Nodes)
        {
            Exist(node.Name, node.Inputs, context.At(node), context, report);
            foreach (var name in ConstantUses.Of(node.Op).Distinct().Where(name => !context.Constants.ContainsKey(name)))
            {
                report.Add(Catalog.UndefinedInGraph(context.At(node), node.Name, "constant", name));
            }
        }

        foreach (var output in graph.Outputs)
        {
            Exist(output.Name, [output.Value], output.Location ?? context.Start, context, report);
        }
    }

    private static void Unique<T>(
        IEnumerable<T> parts, Func<T, string> name, Func<T, Location?> location, string what, GraphContext context, DiagnosticBag report)
    {
        foreach (var second in parts.GroupBy(name).SelectMany(group => group.Skip(1)))
        {
            report.Add(Catalog.DuplicateInGraph(location(second) ?? context.Start, what, name(second)));
        }
    }

    private static void Exist(string user, IEnumerable<ValueRef> values, Location at, GraphContext context, DiagnosticBag report)
    {
        foreach (var value in values.Where(value => context.TypeOf(value) is null))
        {
            report.Add(Catalog.UndefinedInGraph(at, user, "value", value.ToString()));
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Ir.Verification;

/// <summary>Nodes stand in order, have the right number of operands, and the type that their operator gives.</summary>
internal static class NodeVerifier
{
    public static void Verify(GraphContext context, DiagnosticBag report)
    {
        var standing = new HashSet<string>();
        var hasOthers = false;
        foreach (var node in context.Graph.Nodes)
        {
            hasOthers |= node.Op is not InputOp;
            Order(node, standing, hasOthers, context, report);
            standing.Add(node.Name);
            if (CountOperands(node, context, report) && Type(node, context) is { } problem)
            {
                report.Add(Catalog.NodeDisagrees(context.At(node), node.Name, problem));
            }
        }
    }

    private static void Order(Node node, HashSet<string> standing, bool hasOthers, GraphContext context, DiagnosticBag report)
    {
        if (node.Op is InputOp && hasOthers)
        {
            report.Add(Catalog.NodeDisagrees(context.At(node), node.Name, "inputs stand before all other nodes"));
        }

        foreach (var input in node.Inputs.Where(input =>
            !node.ReadsOnlyPast && !standing.Contains(input.Node) && context.Nodes.ContainsKey(input.Node)))
        {
            report.Add(Catalog.NodeBeforeOperand(context.At(node), node.Name, input.Node));
        }
    }

    private static bool CountOperands(Node node, GraphContext context, DiagnosticBag report)
    {
        var (least, most) = OperandCounts.Of(node.Op);
        if (node.Inputs.Count >= least && node.Inputs.Count <= most)
        {
            return true;
        }

        var expected = most == int.MaxValue ? $"at least {least} operands" : $"{least} operand{(least == 1 ? "" : "s")}";
        report.Add(Catalog.OperandCount(context.At(node), node.Name, expected, node.Inputs.Count));
        return false;
    }

    // What its operands or constants lack is reported elsewhere.
    private static string? Type(Node node, GraphContext context)
    {
        if (ArraySize.Problem(node.Type.Shape) is { } size)
        {
            return size;
        }

        if (node.Type is { Kind: ValueKind.Spikes, Element: ElementType.Int })
        {
            return "spikes are held as real numbers always";
        }

        var inputs = node.Inputs.Select(context.TypeOf).OfType<ValueType>().ToList();
        var isComplete = inputs.Count == node.Inputs.Count && ConstantUses.Of(node.Op).All(context.Constants.ContainsKey);
        if (!isComplete || inputs.Any(input => ArraySize.Problem(input.Shape) is not null))
        {
            return null;
        }

        var rules = new RuleContext(inputs, node.Type, name => context.Constants[name], context.Graph.Time);
        var inferred = ShapeRules.Infer(node.Op, rules);
        return inferred.Type == node.Type ? null : inferred.Problem ?? $"it gives {inferred.Type}, and is declared {node.Type}";
    }
}

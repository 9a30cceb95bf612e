using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>Declares the states of a population that runs in vectors: aligned, and padded to full eights.</summary>
internal static class LaneStates
{
    /// <summary>Adds fields for the states of a node.</summary>
    /// <param name="channels">Where the population lies with its channels innermost how many there are; else 1.</param>
    public static void Declare(EmitContext context, Node node, int channels)
    {
        var (constants, size) = (context.Constants, node.Type.Shape.Size);
        foreach (var state in ((NeuronOp)node.Op).States)
        {
            var field = context.Layout.StorageOf(new ValueRef(node.Name, state.Name)).Field;
            var beside = context.Layout.BesideOthers(new ValueRef(node.Name, state.Name));
            var apart = Apart(node, state.Name);
            if (constants.KnownNumber(state.Initial) is { } literal && beside is null)
            {
                var isByte = context.Layout.HoldsInBytes(node.Name, state.Name);
                context.Parts.Memory.Add($"private readonly {(isByte ? "ByteState" : "LaneState")} {field} = new({size}, {literal}{(isByte ? "" : apart)});");
            }
            else
            {
                var initial = constants.KnownNumber(state.Initial) ?? (constants[state.Initial].Shape.Size == 1 ? constants.ScalarField(state.Initial)
                    : constants.PaddedField(state.Initial, node.Type.Shape, channels));
                var place = beside is var (memory, first) ? $"{memory}, {first}, " : "";
                context.Parts.Own("LaneState", field, $"new({place}{size}, {initial}{(beside is null ? apart : "")})");
            }

            context.Parts.StateParts.Add(field);
        }
    }

    /// <summary>The last argument of what makes a state's memory: how far behind the start of a page it lies, where it is large; else nothing.</summary>
    public static string Apart(Node node, string state) => StateMemory.Apart(node, state) is > 0 and var bytes ? $", apart: {bytes}" : "";
}

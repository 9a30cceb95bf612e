using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;

namespace Snnc.Llvm.Emission;

/// <summary>The delays of a node in steps, and the ring of past steps that they ask for.</summary>
/// <param name="Steps">Per element (of a delay) or per synapse, in the order of sources.</param>
/// <param name="Depth">How many past steps are ever read in an inference.</param>
internal sealed record DelayTable(int[] Steps, int Depth)
{
    private const long MostElements = 1L << 28;

    /// <summary>The table of a node, or null for one without delays.</summary>
    /// <exception cref="RunException">The ring needs too much memory.</exception>
    public static DelayTable? Of(Node node, Shape input, LoadedConstants constants, int? steps) => node.Op switch
    {
        DelayOp { Delays: { } name } op => Create(node, input, PerElement(constants, name, op, node.Type.Shape), steps),
        DelayOp op => Create(node, input, [.. Enumerable.Repeat(op.Steps ?? 0, (int)node.Type.Shape.Size)], steps),
        ConnectionOp { Delays: not null } op => Create(node, input, SynapseTable.Create(op, node, input, constants).Delays!, steps),
        _ => null,
    };

    private static int[] PerElement(LoadedConstants constants, string name, DelayOp op, Shape shape)
    {
        var delays = constants.Integers(name, op.LeastSteps, op.GreatestSteps);
        return Array.ConvertAll(Broadcasting.Map(constants.Declaration(name).Shape, shape), i => delays[i]);
    }

    private static DelayTable Create(Node node, Shape input, int[] delays, int? steps)
    {
        var depth = Math.Min(delays.DefaultIfEmpty(0).Max(), steps ?? int.MaxValue);
        return depth * input.Size <= MostElements
            ? new DelayTable(delays, depth)
            : throw new RunException($"the delays of '{node.Name}', up to {depth} steps, need too much memory", null, node.Location);
    }
}

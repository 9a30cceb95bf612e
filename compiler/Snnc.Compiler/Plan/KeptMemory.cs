using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Plan;

/// <summary>The memory that a loop keeps from region to region, for the steps of a tile.</summary>
public static class KeptMemory
{
    /// <summary>How many entries of a list a kernel looks ahead; so many more are there than can be used.</summary>
    public const int Ahead = 16;

    // Rows are whole lines of the cache.
    private const int RowMultiple = StateArray.Alignment / sizeof(float);

    /// <summary>The bytes of all rows and lists of a loop.</summary>
    public static long Bytes(PlanStage stage) => stage.Nodes.Sum(node => Bytes(node, stage.TileSteps));

    /// <summary>The elements from one row to the next.</summary>
    public static long Stride(Shape shape) => (shape.Size + RowMultiple - 1) / RowMultiple * RowMultiple;

    /// <summary>The entries of the lists of a tile: one row more than it has steps, for the step before.</summary>
    /// <exception cref="System.OverflowException">There are more than can be counted.</exception>
    public static long Entries(Shape shape, int steps) => checked(((steps + 1) * shape.Size) + Ahead);

    private static long Bytes(NodePlan node, int steps)
    {
        var shape = node.Node.Type.Shape;
        var rows = (node.Kept.HasFlag(Kept.Rows) ? 1 : 0) + (node.Kept.HasFlag(Kept.NaturalRows) ? 1 : 0) + node.KeptStates.Count;
        var lists = node.Kept.HasFlag(Kept.ListValues) ? 2 : node.Kept.HasFlag(Kept.Lists) ? 1 : 0;
        var bits = node.Kept.HasFlag(Kept.Bits) ? KeptLists.BitBytes(shape) : 0;
        return (rows * steps * Stride(shape) * sizeof(float)) + (lists * Entries(shape, steps) * sizeof(int)) + (bits * steps);
    }
}

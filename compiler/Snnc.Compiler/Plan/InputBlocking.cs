using Snnc.Numerics;

namespace Snnc.Compiler.Plan;

/// <summary>Which dense connections are gone through in blocks of inputs: those whose weights lie beyond a core's own cache.</summary>
public static class InputBlocking
{
    /// <summary>The bytes of weights that are not gone through in blocks: a core's own cache, as the shipped costs have it.</summary>
    public const long NearBytes = BlockRule.NearBytes;

    /// <summary>The bytes that a core gets of a shared cache: memory is waited for beyond.</summary>
    public const double FarBytes = BlockRule.FarBytes;

    /// <summary>How many blocks further on those lie whose rows are asked for.</summary>
    public const int BlocksAhead = BlockRule.BlocksAhead;

    /// <summary>In fewer steps little is read twice.</summary>
    public const int FewestSteps = BlockRule.FewestSteps;

    /// <summary>Outputs whose sums are made together where whole rows are added.</summary>
    public const int RowOutputs = BlockRule.RowOutputs;

    /// <summary>Entries of a block of whole rows, of all steps.</summary>
    public const int RowEntries = BlockRule.RowEntries;

    private const int SingleBits = 32;
    private const int ByteBits = 8;

    /// <summary>Entries that a block has in a step on average: below, going through the blocks takes longer than waiting for weights.</summary>
    public static int FewestEntries(NodePlan plan, long outputs, long inputs) => BlockRule.FewestEntries(BytesOf(plan, outputs, inputs));

    /// <summary>Times that a row is read on average, of those that are never read too: below, blocks gain nothing.</summary>
    public static double FewestReads(NodePlan plan, long outputs, long inputs) => BlockRule.FewestReads(BytesOf(plan, outputs, inputs));

    /// <summary>Whether a connection may be gone through in blocks.</summary>
    public static bool Serve(NodePlan plan, long outputs, long inputs, long steps) =>
        plan.Kernel == Kernel.EventTiles && steps >= FewestSteps && BytesOf(plan, outputs, inputs) > NearBytes;

    /// <summary>Inputs of a block: their rows of a tile are 16 KB, however few bits a weight has.</summary>
    public static int InputsOf(NodePlan plan) => InputsOf(plan.WeightBits);

    /// <summary>The same where weights have so many bits.</summary>
    public static int InputsOf(int weightBits) => BlockRule.Inputs * SingleBits / weightBits;

    /// <summary>The blocks of so many inputs.</summary>
    public static long BlocksOf(NodePlan plan, long inputs) => (inputs + InputsOf(plan) - 1) / InputsOf(plan);

    private static long BytesOf(NodePlan plan, long outputs, long inputs) => outputs * inputs * plan.WeightBits / ByteBits;
}

namespace Snnc.Compiler.Plan;

/// <summary>Which dense connections are gone through in blocks of inputs: those whose weights lie beyond a core's own cache.</summary>
public static class InputBlocking
{
    /// <summary>The bytes of weights that are not gone through in blocks: a core's own cache, as the shipped costs have it.</summary>
    public const long NearBytes = 512 << 10;

    /// <summary>Entries that a block has in a step on average: below, going through the blocks takes longer than waiting for weights.</summary>
    public const int FewestEntries = 3;

    // What a core gets of a shared cache, as the shipped costs have it.
    private const double FarBytes = 12 << 20;

    // Inputs of a block whose weights are numbers of single precision: their rows of 64 are 16 KB.
    private const int Inputs = 64;

    private const int SingleBits = 32;
    private const int ByteBits = 8;

    // In fewer steps little is read twice.
    private const int FewestSteps = 8;

    /// <summary>
    /// Times that a row is read on average, of those that are never read too: below, little comes from the nearest cache that the one behind would not bring
    /// as soon. Memory is waited for longer, and blocks ask for their rows ahead.
    /// </summary>
    /// <param name="bytes">Of all weights.</param>
    public static int FewestReads(double bytes) => bytes > FarBytes ? 1 : 3;

    /// <summary>The same of a connection.</summary>
    public static int FewestReads(NodePlan plan, long outputs, long inputs) => FewestReads(BytesOf(plan, outputs, inputs));

    /// <summary>Whether a connection may be gone through in blocks.</summary>
    public static bool Serve(NodePlan plan, long outputs, long inputs, long steps) =>
        plan.Kernel == Kernel.EventTiles && steps >= FewestSteps && BytesOf(plan, outputs, inputs) > NearBytes;

    /// <summary>Inputs of a block: their rows of a tile are 16 KB, however few bits a weight has.</summary>
    public static int InputsOf(NodePlan plan) => InputsOf(plan.WeightBits);

    /// <summary>The same where weights have so many bits.</summary>
    public static int InputsOf(int weightBits) => Inputs * SingleBits / weightBits;

    /// <summary>The blocks of so many inputs.</summary>
    public static long BlocksOf(NodePlan plan, long inputs) => (inputs + InputsOf(plan) - 1) / InputsOf(plan);

    private static long BytesOf(NodePlan plan, long outputs, long inputs) => outputs * inputs * plan.WeightBits / ByteBits;
}

namespace Snnc.Compiler.Plan;

/// <summary>Which dense connections native code goes through in blocks of inputs: those whose weights lie beyond a core's own cache.</summary>
public static class InputBlocking
{
    /// <summary>Inputs of a block: their rows of 64 floats are 16 KB.</summary>
    public const int Inputs = 64;

    // In fewer steps little is read twice.
    private const int FewestSteps = 8;

    // A core's own cache, as the shipped costs have it.
    private const long NearBytes = 512 << 10;

    /// <summary>Whether a connection may be gone through in blocks.</summary>
    public static bool Serve(string kernel, long outputs, long inputs, long steps) =>
        kernel == Kernel.EventTiles && steps >= FewestSteps && outputs * inputs * sizeof(float) > NearBytes;

    /// <summary>The blocks of so many inputs.</summary>
    public static long BlocksOf(long inputs) => (inputs + Inputs - 1) / Inputs;
}

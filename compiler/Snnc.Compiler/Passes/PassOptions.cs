namespace Snnc.Compiler.Passes;

/// <summary>What the user asked of the passes.</summary>
/// <param name="StopAfter">The last pass to run, or null for all.</param>
public sealed record PassOptions(string? StopAfter = null)
{
    /// <summary>Gets the options of a user who asked for nothing.</summary>
    public static PassOptions Default { get; } = new();
}

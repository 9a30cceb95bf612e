namespace Snnc.Compiler.Targets;

/// <summary>A cost by the level of memory that holds the operand.</summary>
/// <param name="L2">In a core's own cache.</param>
/// <param name="L3">In the cache that cores share.</param>
/// <param name="Memory">Beyond all caches.</param>
public sealed record LevelCosts(double L2, double L3, double Memory);

namespace Snnc.Compiler.Plan;

/// <summary>
/// That threads, where there are several, share the tiles of a region: each tile's outputs are made by one of them, as a thread alone makes them.
/// </summary>
/// <param name="Tiles">How many tiles there are.</param>
/// <param name="FromSteps">Of how many steps, or samples, on it pays.</param>
/// <param name="LongFromSteps">From how many on it pays to wake threads that sleep.</param>
/// <param name="Reason">Why, in one sentence for the user.</param>
public sealed record TileSharing(int Tiles, int FromSteps, int LongFromSteps, string Reason);

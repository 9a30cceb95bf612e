using Snnc.Cost.Functional;

namespace Snnc.Cli.Trials;

/// <summary>What is asked of a run on a target's arithmetic.</summary>
/// <param name="Target">The accelerator's name or file.</param>
/// <param name="Seed">Draws the devices of the first trial; each further trial takes the next number.</param>
/// <param name="Trials">How many drawings.</param>
/// <param name="Encoding">How crossbars hold signs.</param>
internal sealed record TrialSettings(string Target, int Seed, int Trials, CellEncoding Encoding);

using System.Collections.Generic;

namespace Snnc.Cli.Data.Events;

/// <summary>Recordings for the inputs of a network.</summary>
/// <param name="Path">Where they come from.</param>
/// <param name="Inputs">The samples of each input.</param>
/// <param name="Labels">The right answers where the file itself has them, or null.</param>
internal sealed record EventSet(string Path, IReadOnlyList<InputArray> Inputs, LabelArray? Labels);

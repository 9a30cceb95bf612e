using System.Collections.Generic;
using Snnc.Tensors;

namespace Snnc.Import;

/// <summary>A network that was read from a file of another system.</summary>
/// <param name="Text">The program, as <c>snnc fmt</c> leaves it. It names its weights as <see cref="ImportOptions.WeightsFile"/>, if it has any.</param>
/// <param name="Tensors">What that file is to hold; none where the program has no tensors.</param>
/// <param name="Readings">How it was read where the file leaves something open, for the user to see: one sentence each, without a full stop.</param>
public sealed record ImportedNetwork(string Text, IReadOnlyList<NamedArray> Tensors, IReadOnlyList<string> Readings);

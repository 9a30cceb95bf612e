using System.Collections.Generic;

namespace Snnc.Import.Nir.Exporting;

/// <summary>A network as NIR.</summary>
/// <param name="Graph">What the file is to hold.</param>
/// <param name="Notes">What the program says and NIR has no word for: one sentence each, without a full stop.</param>
/// <param name="Options">The options with which <c>snnc import</c> reads the file as the program means it.</param>
public sealed record ExportedNetwork(NirGraph Graph, IReadOnlyList<string> Notes, string Options);

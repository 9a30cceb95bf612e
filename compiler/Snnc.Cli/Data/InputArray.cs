using Snnc.Compiler.Ir;

namespace Snnc.Cli.Data;

/// <summary>The data of one input.</summary>
/// <param name="Input">The input's node.</param>
/// <param name="Samples">Its values.</param>
/// <param name="Length">Numbers per sample.</param>
internal sealed record InputArray(Node Input, ISamples Samples, int Length);

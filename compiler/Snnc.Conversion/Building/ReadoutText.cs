namespace Snnc.Conversion.Building;

/// <summary>How a readout is read.</summary>
/// <param name="Value">Its value at the end, as an output writes it.</param>
/// <param name="Decoder">The decoder in that.</param>
/// <param name="Signal">What the decoder reads, which also shows the value in each step.</param>
/// <param name="Node">The node of the signal.</param>
/// <param name="Factor">What the value at the end must be multiplied with, to be one of the trained network.</param>
/// <param name="IsCount">The signal is spikes, to be counted.</param>
internal sealed record ReadoutText(string Value, string Decoder, string Signal, string Node, double Factor, bool IsCount);

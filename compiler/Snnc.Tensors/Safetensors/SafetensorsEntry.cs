using System.Collections.Generic;

namespace Snnc.Tensors.Safetensors;

/// <summary>What the header says of a tensor, not yet checked.</summary>
/// <param name="Key">Its name.</param>
/// <param name="DType">The format's name of the type, such as F32.</param>
/// <param name="Extents">Its shape.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">One past its last byte.</param>
internal sealed record SafetensorsEntry(string Key, string DType, IReadOnlyList<long> Extents, long Begin, long End);

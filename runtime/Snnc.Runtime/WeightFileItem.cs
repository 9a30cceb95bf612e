using System;
using System.IO;

namespace Snnc.Runtime;

/// <summary>A tensor that a weights file is to hold.</summary>
/// <param name="WriteValues">Writes the elements in C order, little-endian; called once.</param>
internal sealed record WeightFileItem(string Container, string Key, WeightType Type, int[] Shape, Action<Stream> WriteValues);

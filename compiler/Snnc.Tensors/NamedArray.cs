using System;
using Snnc.Compiler.Tensors;

namespace Snnc.Tensors;

/// <summary>An array to be written.</summary>
/// <param name="Key">Its name in the archive.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Values">
/// As many elements in C order: a <c>bool[] sbyte[] byte[] short[] ushort[] int[] uint[] long[] ulong[] float[]</c> or <c>double[]</c>.
/// </param>
public sealed record NamedArray(string Key, Shape Shape, Array Values);

using System;
using System.Collections.Generic;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The offsets and parameters of a function that others may be alike to in all else: it reads them once, as it begins, from a table that its caller names.
/// </summary>
/// <param name="module">What the function is in.</param>
/// <param name="table">Points to the table: 8 bytes a number.</param>
/// <param name="start">Writes where the function begins.</param>
internal sealed class GivenNumbers(NativeModule module, LLVMValueRef table, LLVMBuilderRef start)
{
    private readonly Dictionary<(bool IsReal, long Bits), LLVMValueRef> _values = [];
    private readonly List<long> _numbers = [];

    /// <summary>The table of this function.</summary>
    public long[] ToArray() => [.. _numbers];

    /// <summary>A whole number.</summary>
    public LLVMValueRef Whole(long value) => Value(false, value);

    /// <summary>A real number.</summary>
    public LLVMValueRef Real(float value) => Value(true, BitConverter.SingleToUInt32Bits(value));

    private LLVMValueRef Value(bool isReal, long bits)
    {
        if (!_values.TryGetValue((isReal, bits), out var value))
        {
            var place = LLVMValueRef.CreateConstInt(module.I64, (ulong)_numbers.Count);
            _values[(isReal, bits)] = value = start.BuildLoad2(isReal ? module.F32 : module.I64, start.BuildInBoundsGEP2(module.I64, table, [place]));
            _numbers.Add(bits);
        }

        return value;
    }
}

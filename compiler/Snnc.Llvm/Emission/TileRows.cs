using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>The rows of weights of a tile of outputs, input by input. The next tile follows, or lies beside it.</summary>
/// <param name="Start">The first input's.</param>
/// <param name="Bytes">Bytes of a row.</param>
internal readonly record struct TileRows(LLVMValueRef Start, long Bytes)
{
    private const int LineBytes = 64;

    /// <summary>Gets the bytes from row to row.</summary>
    public long Stride { get; init; } = Bytes;

    /// <summary>The row of an input.</summary>
    public LLVMValueRef At(Code code, LLVMValueRef input) => code.At(code.Module.I8, Start, code.Multiply(input, Stride));

    /// <summary>Asks for a row ahead of its use.</summary>
    /// <param name="isNear">Whether it is to come into the nearest cache, and not the one behind it.</param>
    public void Prefetch(Code code, LLVMValueRef row, bool isNear = true)
    {
        for (var line = 0L; line < Bytes; line += LineBytes)
        {
            code.Prefetch(code.Offset(row, line), isNear);
        }
    }
}

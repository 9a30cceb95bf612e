using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>Multiples of 16 bits.</summary>
/// <param name="most">The entries of which 16 bits hold the sum, whichever they are.</param>
internal sealed class ShortTile(Code code, StepLists list, TileRows rows, LLVMValueRef steps, LLVMValueRef most, bool isFar)
    : NarrowTile(code, list, rows, steps, isFar)
{
    private int Shorts => ShortTilePacking.Vectors * Code.Lanes;

    /// <inheritdoc/>
    protected override LLVMValueRef Most => most;

    /// <inheritdoc/>
    protected override bool IsRolled => true;

    /// <inheritdoc/>
    protected override LLVMValueRef[] Nothing(int vectors) =>
        [.. Enumerable.Repeat(Code.Repeat(Code.Module.I16, Shorts, 0), ShortTilePacking.Groups(vectors))];

    /// <inheritdoc/>
    protected override LLVMValueRef[] AddRow(LLVMValueRef row, LLVMValueRef[] before) =>
        [.. before.Select((sum, group) =>
            Code.Add(sum, Code.Load(Code.VectorOf(Code.Module.I16, Shorts), Code.Offset(row, (long)group * Shorts * sizeof(short)))))];

    /// <inheritdoc/>
    protected override LLVMValueRef Sum(LLVMValueRef[] shorts, int vector, LLVMValueRef count) =>
        Code.Widen(shorts[vector / ShortTilePacking.Vectors], vector % ShortTilePacking.Vectors * Code.Lanes);
}

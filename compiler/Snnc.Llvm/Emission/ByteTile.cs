using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Multiples that are bytes, two bytes at a time. Of two bytes the upper ones are summed alone and with the lower ones, which the difference then gives.
/// </summary>
internal sealed class ByteTile(Code code, StepLists list, TileRows rows, LLVMValueRef steps, bool isFar) : NarrowTile(code, list, rows, steps, isFar)
{
    private const int SumsOfShorts = 256;

    private int Shorts => 2 * Code.Lanes;

    private LLVMTypeRef ShortVector => Code.VectorOf(Code.Module.I16, Shorts);

    private LLVMValueRef Eight => Code.Repeat(Code.Module.I16, Shorts, 8);

    /// <inheritdoc/>
    protected override LLVMValueRef Most => Code.Whole(SumsOfShorts);

    // A row is so few instructions that those of the loop count.
    /// <inheritdoc/>
    protected override bool IsRolled => false;

    /// <inheritdoc/>
    protected override LLVMValueRef[] Nothing(int vectors) =>
        [.. Enumerable.Repeat(Code.Repeat(Code.Module.I16, Shorts, 0), 2 * ByteTilePacking.Groups(vectors))];

    // Of each group the sums of both bytes, the upper one 256 times, and those of the upper one.
    /// <inheritdoc/>
    protected override LLVMValueRef[] AddRow(LLVMValueRef row, LLVMValueRef[] before) =>
        [.. Enumerable.Range(0, before.Length / 2).SelectMany(group =>
        {
            var pair = Code.Load(ShortVector, Code.Offset(row, group * 2L * Shorts));
            return new[] { Code.Add(before[2 * group], pair), Code.Add(before[(2 * group) + 1], Code.ShiftRightUnsigned(pair, Eight)) };
        })];

    /// <inheritdoc/>
    protected override LLVMValueRef Sum(LLVMValueRef[] shorts, int vector, LLVMValueRef count)
    {
        var (group, part) = (vector / ByteTilePacking.Vectors, vector % ByteTilePacking.Vectors);
        var (both, upper) = (shorts[2 * group], shorts[(2 * group) + 1]);
        var half = part < ByteTilePacking.Vectors / 2 ? Code.Subtract(both, Code.ShiftLeft(upper, Eight)) : upper;
        return Code.Widen(half, part % 2 * Code.Lanes, Code.Shorten(Code.Multiply(count, ByteTilePacking.Offset)));
    }
}

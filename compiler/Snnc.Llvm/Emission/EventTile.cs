using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Adds the rows of a tile's weights that a list names to sums in registers. The row 16 entries ahead is asked for meanwhile, as long as it may be far.
/// </summary>
internal static class EventTile
{
    private const int LineBytes = 64;

    /// <summary>The sums after the entries.</summary>
    /// <param name="weights">The tile: input by input, whole vectors of outputs.</param>
    /// <param name="sums">The vectors of the outputs of the tile.</param>
    /// <param name="askedFor">How many entries of the lists, from the first step's on, have their rows asked for: all of them where it is the most.</param>
    public static LLVMValueRef[] Add(
        Code code, LLVMValueRef weights, StepLists list, (LLVMValueRef From, LLVMValueRef To) entries, LLVMValueRef[] sums, long askedFor)
    {
        if (askedFor is 0 or long.MaxValue)
        {
            return Add(code, weights, list, entries, sums, askedFor > 0);
        }

        var ((from, to), limit) = (entries, code.Whole(askedFor));
        var middle = code.Select(code.IsLess(limit, from), from, code.Select(code.IsLess(limit, to), limit, to));
        return Add(code, weights, list, (middle, to), Add(code, weights, list, (from, middle), sums, true), false);
    }

    /// <summary>Asks for a row of so many weights ahead of its use.</summary>
    public static void Prefetch(Code code, LLVMValueRef row, long width)
    {
        for (var line = 0; line < width * sizeof(float); line += LineBytes)
        {
            code.Prefetch(code.Offset(row, line));
        }
    }

    private static LLVMValueRef[] Add(
        Code code, LLVMValueRef weights, StepLists list, (LLVMValueRef From, LLVMValueRef To) entries, LLVMValueRef[] sums, bool isAskedFor)
    {
        var width = sums.Length * code.Lanes;
        return code.Fold(entries.From, entries.To, code.Whole(1), sums, (k, before) =>
        {
            var row = code.At(code.Module.F32, weights, code.Multiply(list.Index(k), width));
            if (isAskedFor)
            {
                Prefetch(code, code.At(code.Module.F32, weights, code.Multiply(list.Index(code.Add(k, code.Whole(KeptMemory.Ahead))), width)), width);
            }

            var value = list.Value(k) is { } scalar ? code.Spread(scalar) : (LLVMValueRef?)null;
            return [.. before.Select((sum, v) =>
            {
                var weight = code.LoadLanes(row, code.Whole(v * code.Lanes));
                return value is { } x ? code.LanesFma(x, weight, sum) : code.RealAdd(sum, weight);
            })];
        });
    }
}

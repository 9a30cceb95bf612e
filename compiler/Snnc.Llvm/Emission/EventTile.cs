using System;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Adds the rows of a tile's weights that a list names to sums in registers. The row 16 entries ahead is asked for meanwhile, as long as it may be far.
/// </summary>
internal static class EventTile
{
    /// <summary>The sums after the entries.</summary>
    /// <param name="rows">The tile's weights.</param>
    /// <param name="sums">The vectors of the outputs of the tile.</param>
    /// <param name="askedFor">How many entries of the lists, from the first step's on, have their rows asked for: all of them where it is the most.</param>
    public static LLVMValueRef[] Add(
        Code code, TileRows rows, StepLists list, (LLVMValueRef From, LLVMValueRef To) entries, LLVMValueRef[] sums, long askedFor)
    {
        void AskAhead(LLVMValueRef k, LLVMValueRef row) => rows.Prefetch(code, Ahead(code, rows, list, k));
        if (askedFor is 0 or long.MaxValue)
        {
            return Add(code, rows, list, entries, sums, askedFor > 0 ? AskAhead : null);
        }

        var ((from, to), limit) = (entries, code.Whole(askedFor));
        var middle = code.Select(code.IsLess(limit, from), from, code.Select(code.IsLess(limit, to), limit, to));
        return Add(code, rows, list, (middle, to), Add(code, rows, list, (from, middle), sums, AskAhead), null);
    }

    /// <summary>
    /// The same of tiles that lie beside each other. Of far rows those 16 entries ahead are asked for, where the lists of the next steps are there; else the
    /// same of the next tile.
    /// </summary>
    public static LLVMValueRef[] AddBeside(
        Code code, TileRows rows, StepLists list, (LLVMValueRef From, LLVMValueRef To) entries, LLVMValueRef[] sums, bool areFar, bool areListed) =>
        Add(code, rows, list, entries, sums, areFar
            ? (k, row) => rows.Prefetch(code, areListed ? Ahead(code, rows, list, k) : code.Offset(row, rows.Bytes), isNear: false) : null);

    private static LLVMValueRef Ahead(Code code, TileRows rows, StepLists list, LLVMValueRef k) =>
        rows.At(code, list.Index(code.Add(k, code.Whole(KeptMemory.Ahead))));

    // Where a list ends is foretold wrongly once in one loop; LLVM would make two of it, for several entries at a time and for what they leave.
    private static LLVMValueRef[] Add(
        Code code, TileRows rows, StepLists list, (LLVMValueRef From, LLVMValueRef To) entries, LLVMValueRef[] sums, Action<LLVMValueRef, LLVMValueRef>? ask)
    {
        return code.Rolled(entries.From, entries.To, sums, (k, before) =>
        {
            var row = rows.At(code, list.Index(k));
            ask?.Invoke(k, row);
            var value = list.Value(k) is { } scalar ? code.Spread(scalar) : (LLVMValueRef?)null;
            return [.. before.Select((sum, v) =>
            {
                var weight = code.LoadLanes(row, code.Whole(v * code.Lanes));
                return value is { } x ? code.LanesFma(x, weight, sum) : code.RealAdd(sum, weight);
            })];
        });
    }
}

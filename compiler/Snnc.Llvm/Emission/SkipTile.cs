using System;
using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The matrix product of the lists of several steps with a tile's weights: in blocks of a few steps, over the inputs that are not 0 in any of them.
/// </summary>
/// <param name="lists">What is not 0, block by block.</param>
/// <param name="weights">The tile: input by input, whole vectors of outputs.</param>
/// <param name="bias">One for each vector of outputs.</param>
internal sealed class SkipTile(Code code, BlockLists lists, LLVMValueRef weights, LLVMValueRef[] bias)
{
    private long Width => bias.Length * code.Lanes;

    // Sums of a block, a row of weights and an input fit into registers, of which there are 32 of the widest kind.
    private int Columns => code.Lanes > NativeModule.FewestLanes ? 4 : 2;

    /// <summary>Writes the sums, a row of the tile's width a step; steps of the last block that there are not, too.</summary>
    public void Emit(LLVMValueRef steps, LLVMValueRef sums) => code.Fold(code.Whole(0), steps, code.Whole(BlockLists.Steps), [], (step, none) =>
    {
        for (var v = 0; v < bias.Length; v += Columns)
        {
            Block(step, v, Math.Min(Columns, bias.Length - v), sums);
        }

        return none;
    });

    private void Block(LLVMValueRef step, int vector, int count, LLVMValueRef sums)
    {
        var (from, to) = lists.Block(step);
        var start = Enumerable.Range(0, BlockLists.Steps * count).Select(i => bias[vector + (i % count)]).ToArray();
        var results = code.Fold(from, to, code.Whole(1), start, (entry, before) =>
        {
            var at = code.Add(code.Multiply(lists.Input(entry), Width), code.Whole(vector * code.Lanes));
            var loaded = Enumerable.Range(0, count).Select(v => code.LoadLanes(weights, code.Add(at, code.Whole(v * code.Lanes)))).ToArray();
            var x = Enumerable.Range(0, BlockLists.Steps).Select(s => code.Spread(lists.Value(entry, s))).ToArray();
            return [.. before.Select((sum, i) => code.LanesFma(x[i / count], loaded[i % count], sum))];
        });
        for (var i = 0; i < results.Length; i++)
        {
            var row = code.Multiply(code.Add(step, code.Whole(i / count)), Width);
            code.StoreLanes(results[i], sums, code.Add(row, code.Whole((vector + (i % count)) * code.Lanes)));
        }
    }
}

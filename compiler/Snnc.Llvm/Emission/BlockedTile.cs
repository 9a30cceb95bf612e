using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The sums of a tile over several steps, block of inputs by block: a block's rows of weights come into the nearest cache once, and all steps add them
/// from there. Meanwhile the rows of the next block are asked for, some in each step, so that the memory behind never rests.
/// </summary>
/// <param name="blocks">The lists, block by block.</param>
/// <param name="weights">The tile, and what adds its rows.</param>
/// <param name="bias">One for each vector of outputs.</param>
internal sealed class BlockedTile(Code code, InputBlocks blocks, (TileRows Rows, BlockAdder Add) weights, LLVMValueRef[] bias)
{
    private long Width => bias.Length * code.Lanes;

    /// <summary>Writes the sums, a row of the tile's width a step.</summary>
    public void Emit(long inputs, LLVMValueRef steps, LLVMValueRef sums)
    {
        code.For(code.Whole(0), steps, step => Store(bias, sums, step));
        code.For(code.Whole(0), code.Whole(blocks.Blocks), block =>
        {
            var next = code.Add(block, code.Whole(1));
            var isLast = code.Equals(next, code.Whole(blocks.Blocks));
            var (first, end) = blocks.Rows(code.Select(isLast, code.Whole(0), next));
            var ahead = weights.Rows with { Start = weights.Rows.At(code, code.Select(isLast, code.Whole(inputs), code.Whole(0))) };
            var share = code.SignedDivide(code.Add(code.Subtract(end, first), code.Subtract(steps, code.Whole(1))), steps);
            code.Fold(code.Whole(0), steps, code.Whole(1), [first], (step, row) =>
            {
                var most = code.Add(row[0], share);
                var stop = code.Select(code.IsLess(most, end), most, end);
                code.For(row[0], stop, place => ahead.Prefetch(code, ahead.At(code, blocks.Row(place))));
                var before = Enumerable.Range(0, bias.Length).Select(v => code.LoadLanes(sums, At(step, v))).ToArray();
                Store(weights.Add(step, blocks.Entries(block, step), before), sums, step);
                return [stop];
            });
        });
    }

    private void Store(LLVMValueRef[] values, LLVMValueRef sums, LLVMValueRef step)
    {
        for (var v = 0; v < values.Length; v++)
        {
            code.StoreLanes(values[v], sums, At(step, v));
        }
    }

    private LLVMValueRef At(LLVMValueRef step, int vector) => code.Add(code.Multiply(step, Width), code.Whole(vector * code.Lanes));
}

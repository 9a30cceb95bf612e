using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The sums of a tile over several steps, block of inputs by block: a block's rows of weights come into the nearest cache once, and all steps add them
/// from there. Meanwhile the rows of a block further on are asked for, some in each step, so that the memory behind never rests: all of them, which lie one
/// after the other, and as far as the core's own cache, since the nearest is full.
/// </summary>
/// <param name="blocks">The lists, block by block.</param>
/// <param name="weights">The tile, and what adds its rows.</param>
/// <param name="bias">One for each vector of outputs.</param>
internal sealed class BlockedTile(Code code, InputBlocks blocks, (TileRows Rows, BlockAdder Add) weights, LLVMValueRef[] bias)
{
    private long Width => bias.Length * code.Lanes;

    /// <summary>Writes the sums, a row of the tile's width a step.</summary>
    public void Emit(LLVMValueRef steps, LLVMValueRef sums)
    {
        code.For(code.Whole(0), steps, step => Store(bias, sums, step));
        var share = code.SignedDivide(code.Add(code.Whole(blocks.Length - 1), steps), steps);
        code.For(code.Whole(0), code.Whole(blocks.Blocks), block =>
        {
            var first = code.Multiply(code.Add(block, code.Whole(InputBlocking.BlocksAhead)), blocks.Length);
            var end = code.Add(first, code.Whole(blocks.Length));
            code.Fold(code.Whole(0), steps, code.Whole(1), [first], (step, row) =>
            {
                var most = code.Add(row[0], share);
                var stop = code.Select(code.IsLess(most, end), most, end);
                code.For(row[0], stop, next => weights.Rows.Prefetch(code, weights.Rows.At(code, next), isNear: false));
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

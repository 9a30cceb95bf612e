using System;
using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The matrix product of the rows of several steps with a tile's weights: blocks of a few steps by two vectors stay in registers over all inputs; steps that
/// are left over go one by one, over the whole tile.
/// </summary>
/// <param name="weights">The tile: input by input, whole vectors of outputs.</param>
/// <param name="vectors">The vectors of outputs.</param>
/// <param name="bias">One for each vector; null adds to the sums that are there.</param>
internal sealed class DenseTile(Code code, LLVMValueRef weights, int vectors, LLVMValueRef[]? bias, long inputs)
{
    private const int Columns = 2;

    // Of a multiplication and addition, in steps of the pipeline; two begin at a time.
    private const int Latency = 4;

    private long Width => vectors * code.Lanes;

    /// <summary>Writes the sums, a row of the tile's width a step.</summary>
    /// <param name="rows">The inputs, so many floats from step to step.</param>
    /// <param name="usualSteps">How many steps there mostly are: blocks are chosen such that none is left over then.</param>
    public void Emit(LLVMValueRef rows, long stride, LLVMValueRef steps, int usualSteps, LLVMValueRef sums)
    {
        var block = Enumerable.Range(4, MostSteps - 3).OrderBy(size => Cost(usualSteps, size)).ThenByDescending(size => size).First();
        var whole = code.Multiply(code.Quotient(steps, block), block);
        code.Fold(code.Whole(0), whole, code.Whole(block), [], (step, none) =>
        {
            for (var v = 0; v < vectors; v += Columns)
            {
                Block(rows, stride, step, block, v, Math.Min(Columns, vectors - v), sums);
            }

            return none;
        });
        code.For(whole, steps, step => Block(rows, stride, step, 1, 0, vectors, sums));
    }

    // Sums, weights and an input fit into registers, of which there are 32 of the widest kind.
    private int MostSteps => ((code.Lanes > NativeModule.FewestLanes ? 32 : 16) - 1 - PassWidth) / PassWidth;

    private int PassWidth => Math.Min(Columns, vectors);

    // What is left over goes one by one, and waits for itself.
    private int Cost(int steps, int block)
    {
        var passes = (vectors + Columns - 1) / Columns;
        return (steps / block * passes * Math.Max(2 * Latency, block * PassWidth)) + (steps % block * Math.Max(2 * Latency, vectors));
    }

    private void Block(LLVMValueRef rows, long stride, LLVMValueRef step, int steps, int vector, int count, LLVMValueRef sums)
    {
        var from = Enumerable.Range(0, steps).Select(s => code.At(code.Module.F32, rows, code.Multiply(code.Add(step, code.Whole(s)), stride))).ToArray();
        LLVMValueRef At(int i) =>
            code.Add(code.Multiply(code.Add(step, code.Whole(i / count)), Width), code.Whole((vector + (i % count)) * code.Lanes));
        var start = Enumerable.Range(0, steps * count).Select(i => bias is null ? code.LoadLanes(sums, At(i)) : bias[vector + (i % count)]).ToArray();
        var results = code.Fold(code.Whole(0), code.Whole(inputs), code.Whole(1), start, (k, before) =>
        {
            var at = code.Add(code.Multiply(k, Width), code.Whole(vector * code.Lanes));
            var loaded = Enumerable.Range(0, count).Select(v => code.LoadLanes(weights, code.Add(at, code.Whole(v * code.Lanes)))).ToArray();
            var x = from.Select(row => code.Spread(code.Load(code.Module.F32, row, k))).ToArray();
            return [.. before.Select((sum, i) => code.LanesFma(x[i / count], loaded[i % count], sum))];
        });
        for (var i = 0; i < results.Length; i++)
        {
            code.StoreLanes(results[i], sums, At(i));
        }
    }
}

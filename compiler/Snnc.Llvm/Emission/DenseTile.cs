using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The matrix product of the rows of several steps with a tile's weights: blocks of a few steps by two vectors stay in registers over so many inputs as have
/// their weights in the nearest cache, which all blocks share; steps that are left over go one by one, over the whole tile.
/// </summary>
/// <param name="weights">The tile: input by input, whole vectors of outputs.</param>
/// <param name="vectors">The vectors of outputs.</param>
/// <param name="bias">One for each vector; null adds to the sums that are there.</param>
internal sealed class DenseTile(Code code, LLVMValueRef weights, int vectors, LLVMValueRef[]? bias, long inputs)
{
    private const int Columns = 2;

    // Of a multiplication and addition, in steps of the pipeline; two begin at a time.
    private const int Latency = 4;

    // Weights that a core's nearest cache holds beside those that come next.
    private const long NearBytes = 8 << 10;

    // How far ahead weights are asked for, into the core's own cache: the nearest one waits for less at a time.
    private const long PiecesAhead = 2;

    private long Width => vectors * code.Lanes;

    // In pieces that are about as long as each other. What adds to sums that are there has few rows to share a piece: those of an image's row.
    private long Depth
    {
        get
        {
            var pieces = ((inputs * Width * sizeof(float)) + NearBytes - 1) / NearBytes;
            return pieces <= 2 || bias is null ? inputs : (inputs + pieces - 1) / pieces;
        }
    }

    /// <summary>Writes the sums, a row of the tile's width a step.</summary>
    /// <param name="rows">The inputs, so many floats from step to step.</param>
    /// <param name="usualSteps">How many steps there mostly are: blocks are chosen such that none is left over then.</param>
    public void Emit(LLVMValueRef rows, long stride, LLVMValueRef steps, int usualSteps, LLVMValueRef sums)
    {
        var block = Enumerable.Range(4, MostSteps - 3).OrderBy(size => Cost(usualSteps, size)).ThenByDescending(size => size).First();
        var whole = code.Multiply(code.Quotient(steps, block), block);
        if (Depth == inputs)
        {
            Blocks(new Piece(rows, stride, code.Whole(0), code.Whole(inputs), bias), block, whole, sums);
        }
        else
        {
            Pieces(rows, stride, block, whole, sums);
        }

        var rest = new Piece(rows, stride, code.Whole(0), code.Whole(inputs), bias);
        code.For(whole, steps, step => Block(rest, step, 1, 0, vectors, sums));
    }

    // Sums rest in their places from piece to piece.
    private void Pieces(LLVMValueRef rows, long stride, int block, LLVMValueRef whole, LLVMValueRef sums)
    {
        code.For(code.Whole(0), whole, step => Range(vectors).ForEach(v =>
            code.StoreLanes(bias![v], sums, code.Add(code.Multiply(step, Width), code.Whole(v * code.Lanes)))));
        code.Fold(code.Whole(0), code.Whole(inputs), code.Whole(Depth), [], (from, none) =>
        {
            var (end, all) = (code.Add(from, code.Whole(Depth)), code.Whole(inputs));
            var to = code.Select(code.IsLess(end, all), end, all);
            Blocks(new Piece(rows, stride, from, to, null, code.Whole(PiecesAhead * Depth * Width)), block, whole, sums);
            return none;
        });
    }

    private void Blocks(Piece piece, int block, LLVMValueRef whole, LLVMValueRef sums) =>
        code.Fold(code.Whole(0), whole, code.Whole(block), [], (step, none) =>
        {
            for (var v = 0; v < vectors; v += Columns)
            {
                Block(piece, step, block, v, Math.Min(Columns, vectors - v), sums);
            }

            return none;
        });

    // Sums, weights and an input fit into registers, of which there are 32 of the widest kind.
    private int MostSteps => ((code.Lanes > NativeModule.FewestLanes ? 32 : 16) - 1 - PassWidth) / PassWidth;

    private int PassWidth => Math.Min(Columns, vectors);

    // What is left over goes one by one, and waits for itself.
    private int Cost(int steps, int block)
    {
        var passes = (vectors + Columns - 1) / Columns;
        return (steps / block * passes * Math.Max(2 * Latency, block * PassWidth)) + (steps % block * Math.Max(2 * Latency, vectors));
    }

    private void Block(Piece piece, LLVMValueRef step, int steps, int vector, int count, LLVMValueRef sums)
    {
        var from = Range(steps).ConvertAll(s => code.At(code.Module.F32, piece.Rows, code.Multiply(code.Add(step, code.Whole(s)), piece.Stride)));
        LLVMValueRef At(int i) =>
            code.Add(code.Multiply(code.Add(step, code.Whole(i / count)), Width), code.Whole((vector + (i % count)) * code.Lanes));
        LLVMValueRef[] start = [.. Range(steps * count).Select(i => piece.Bias?[vector + (i % count)] ?? code.LoadLanes(sums, At(i)))];
        var results = code.Fold(piece.From, piece.To, code.Whole(1), start, (k, before) =>
        {
            var at = code.Add(code.Multiply(k, Width), code.Whole(vector * code.Lanes));
            var places = Range(count).ConvertAll(v => code.Add(at, code.Whole(v * code.Lanes)));
            var loaded = places.ConvertAll(place => code.LoadLanes(weights, place));
            if (piece.Ahead is { } ahead)
            {
                places.ForEach(place => code.Prefetch(code.At(code.Module.F32, weights, code.Add(place, ahead)), isNear: false));
            }

            var x = from.ConvertAll(row => code.Spread(code.Load(code.Module.F32, row, k)));
            return [.. before.Select((sum, i) => code.LanesFma(x[i / count], loaded[i % count], sum))];
        });
        for (var i = 0; i < results.Length; i++)
        {
            code.StoreLanes(results[i], sums, At(i));
        }
    }

    private static List<int> Range(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>Some inputs of rows.</summary>
    /// <param name="Stride">Floats from row to row.</param>
    /// <param name="Bias">What their sums begin with, or null where they go on from those that are there.</param>
    /// <param name="Ahead">How far from each weight the one lies that is asked for meanwhile, if any.</param>
    private sealed record Piece(LLVMValueRef Rows, long Stride, LLVMValueRef From, LLVMValueRef To, LLVMValueRef[]? Bias, LLVMValueRef? Ahead = null);
}

using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Turns rows of floats into columns, block by block in registers: a few rows' vectors are interleaved, each time twice as many rows in a vector, until
/// what belongs together lies side by side. Reading or writing element by element would touch a cache line for each.
/// </summary>
/// <param name="rows">Rows of what is read.</param>
/// <param name="columns">Their length.</param>
internal sealed class Transposition(Code code, long rows, long columns)
{
    // A power of two.
    private readonly int _width = (int)PowerWithin(Math.Min(columns, code.Lanes));

    /// <summary>Writes element (i, j) of <paramref name="from"/> as element (j, i) of <paramref name="to"/>, which is other memory.</summary>
    public void Emit(LLVMValueRef from, LLVMValueRef to)
    {
        if (rows == 1 || columns == 1)
        {
            code.Copy(to, from, code.Whole(rows * columns * sizeof(float)));
            return;
        }

        var blocks = columns / _width;
        code.For(blocks, block => Blocks(from, to, code.Multiply(block, _width)));
        if (blocks * _width < columns)
        {
            // Some go twice.
            Blocks(from, to, code.Whole(columns - _width));
        }
    }

    private static long PowerWithin(long count)
    {
        var power = 1L;
        while (2 * power <= count)
        {
            power *= 2;
        }

        return power;
    }

    private void Blocks(LLVMValueRef from, LLVMValueRef to, LLVMValueRef column)
    {
        code.For(rows / _width, block => Block(from, to, code.Multiply(block, _width), _width, column));
        for (var row = rows / _width * _width; row < rows;)
        {
            var height = (int)PowerWithin(rows - row);
            Block(from, to, code.Whole(row), height, column);
            row += height;
        }
    }

    private void Block(LLVMValueRef from, LLVMValueRef to, LLVMValueRef row, int height, LLVMValueRef column)
    {
        List<LLVMValueRef> vectors = [];
        for (var i = 0; i < height; i++)
        {
            var start = code.Add(code.Multiply(code.Add(row, code.Whole(i)), columns), column);
            var vector = code.Load(Code.VectorOf(code.Module.F32, _width), code.At(code.Module.F32, from, start));
            vector.SetAlignment(sizeof(float));
            vectors.Add(vector);
        }

        Store(Interleave(vectors), height, to, row, column);
    }

    private void Store(List<LLVMValueRef> turned, int height, LLVMValueRef to, LLVMValueRef row, LLVMValueRef column)
    {
        // Whole vectors where nothing lies between columns.
        var length = height == rows ? _width : height;
        for (var at = 0; at < height * _width; at += length)
        {
            var vector = turned[at / _width];
            var start = code.Add(code.Multiply(code.Add(column, code.Whole(at / height)), rows), row);
            code.Store(length == _width ? vector : code.Part(vector, at % _width, length), code.At(code.Module.F32, to, start), sizeof(float));
        }
    }

    // Of each vector the first element, then of each the second, and so on.
    private List<LLVMValueRef> Interleave(List<LLVMValueRef> vectors)
    {
        if (vectors.Count == 1)
        {
            return vectors;
        }

        var even = Interleave([.. vectors.Where((_, i) => i % 2 == 0)]);
        var odd = Interleave([.. vectors.Where((_, i) => i % 2 == 1)]);
        return [.. even.Zip(odd).SelectMany(pair => new[] { Zip(pair.First, pair.Second, 0), Zip(pair.First, pair.Second, _width / 2) })];
    }

    private LLVMValueRef Zip(LLVMValueRef even, LLVMValueRef odd, int first) =>
        code.Shuffle(even, odd, Enumerable.Range(0, _width).Select(lane => first + (lane / 2) + (lane % 2 * _width)));
}

using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The sums of a tile over several steps, input by input: its row of weights is loaded once, and added to the sums of every step in which it is not 0.
/// </summary>
/// <param name="lists">The steps of each input.</param>
/// <param name="weights">The tile: input by input, whole vectors of outputs.</param>
/// <param name="bias">One for each vector of outputs.</param>
/// <param name="hasValues">Whether what is not 0 may be other than 1.</param>
internal sealed class StationaryTile(Code code, InputLists lists, LLVMValueRef weights, LLVMValueRef[] bias, bool hasValues)
{
    private long Width => bias.Length * code.Lanes;

    /// <summary>Writes the sums, a row of the tile's width a step.</summary>
    public void Emit(LLVMValueRef inputs, LLVMValueRef steps, LLVMValueRef sums)
    {
        code.For(code.Whole(0), steps, step =>
        {
            for (var v = 0; v < bias.Length; v++)
            {
                code.StoreLanes(bias[v], sums, At(step, v));
            }
        });
        code.For(code.Whole(0), inputs, input =>
        {
            var (from, to) = lists.Input(input);
            var row = Enumerable.Range(0, bias.Length).Select(v => code.LoadLanes(weights, At(input, v))).ToArray();
            code.For(from, to, entry => Add(row, entry, sums));
        });
    }

    private void Add(LLVMValueRef[] row, LLVMValueRef entry, LLVMValueRef sums)
    {
        var step = lists.Step(entry);
        var value = hasValues ? code.Spread(lists.Value(entry)) : (LLVMValueRef?)null;
        for (var v = 0; v < row.Length; v++)
        {
            var sum = code.LoadLanes(sums, At(step, v));
            code.StoreLanes(value is { } x ? code.LanesFma(x, row[v], sum) : code.RealAdd(sum, row[v]), sums, At(step, v));
        }
    }

    private LLVMValueRef At(LLVMValueRef row, int vector) => code.Add(code.Multiply(row, Width), code.Whole(vector * code.Lanes));
}

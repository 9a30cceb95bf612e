using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Adds the rows of a tile's weights that a list names where weights are whole multiples of a step of each output: the multiples in 16 bits, of so many
/// entries as 16 bits hold, before they are made wider.
/// </summary>
/// <param name="rows">The multiples of the tile.</param>
/// <param name="steps">The step of each output of the tile.</param>
/// <param name="isFar">Whether the weights of the connection are more than a core's own cache holds.</param>
internal abstract class NarrowTile(Code code, StepLists list, TileRows rows, LLVMValueRef steps, bool isFar)
{
    /// <summary>Gets what the code is written to.</summary>
    protected Code Code => code;

    /// <summary>Gets the entries of which 16 bits hold the sum.</summary>
    protected abstract LLVMValueRef Most { get; }

    /// <summary>Gets a value indicating whether the loop over entries stays one, as where weights are not narrow.</summary>
    protected abstract bool IsRolled { get; }

    /// <summary>The sums of the tile after entries of a row of the list.</summary>
    /// <param name="row">The row.</param>
    /// <param name="entries">Those of its entries that are added.</param>
    /// <param name="sums">The vectors of the outputs of the tile.</param>
    /// <param name="isAskedFor">Whether rows that may be far are asked for ahead.</param>
    public LLVMValueRef[] Add(LLVMValueRef row, (LLVMValueRef From, LLVMValueRef To) entries, LLVMValueRef[] sums, bool isAskedFor)
    {
        var (from, to) = entries;
        if (!list.MayHaveOthers)
        {
            return AddOnes(from, to, sums, isAskedFor);
        }

        // All are 1, or none is taken to be.
        var middle = code.Select(list.HasOthers(row), from, to);
        return AddValues(middle, to, AddOnes(from, middle, sums, isAskedFor));
    }

    /// <summary>Sums of nothing, for so many vectors of outputs.</summary>
    protected abstract LLVMValueRef[] Nothing(int vectors);

    /// <summary>The sums after one more row.</summary>
    protected abstract LLVMValueRef[] AddRow(LLVMValueRef row, LLVMValueRef[] before);

    /// <summary>A vector of outputs of sums of so many rows, in 32 bits.</summary>
    protected abstract LLVMValueRef Sum(LLVMValueRef[] shorts, int vector, LLVMValueRef count);

    private LLVMValueRef[] AddOnes(LLVMValueRef start, LLVMValueRef end, LLVMValueRef[] sums, bool isAskedFor)
    {
        var most = Most;
        var wholes = code.Fold(start, end, most, [.. sums.Select(_ => Code.Repeat(code.Module.I32, code.Lanes, 0))], (from, before) =>
        {
            var next = code.Add(from, most);
            var to = code.Select(code.IsLess(next, end), next, end);
            var shorts = AddRows(from, to, sums.Length, isFar && isAskedFor);
            return [.. before.Select((sum, v) => code.Add(sum, Sum(shorts, v, code.Subtract(to, from))))];
        });
        return [.. sums.Select((sum, v) => code.LanesFma(code.ToReals(wholes[v]), Step(v), sum))];
    }

    private LLVMValueRef[] AddValues(LLVMValueRef start, LLVMValueRef end, LLVMValueRef[] sums) =>
        code.Fold(start, end, code.Whole(1), sums, (k, before) =>
        {
            var shorts = AddRows(k, code.Add(k, code.Whole(1)), sums.Length, false);
            var x = code.Spread(list.Value(k)!.Value);
            return [.. before.Select((sum, v) => code.LanesFma(x, code.RealMultiply(code.ToReals(Sum(shorts, v, code.Whole(1))), Step(v)), sum))];
        });

    private LLVMValueRef Step(int vector) => code.LoadLanes(steps, code.Whole(vector * code.Lanes));

    private LLVMValueRef[] AddRows(LLVMValueRef from, LLVMValueRef to, int vectors, bool isAskedFor)
    {
        LLVMValueRef[] Next(LLVMValueRef k, LLVMValueRef[] before)
        {
            if (isAskedFor)
            {
                rows.Prefetch(code, rows.At(code, list.Index(code.Add(k, code.Whole(KeptMemory.Ahead)))));
            }

            return AddRow(rows.At(code, list.Index(k)), before);
        }

        return IsRolled ? code.Rolled(from, to, Nothing(vectors), Next) : code.Fold(from, to, code.Whole(1), Nothing(vectors), Next);
    }
}

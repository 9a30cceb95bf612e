using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Adds the rows of a tile's weights that a list names where weights are bytes: in 16 bits, two bytes at a time, of at most 256 entries before the sums
/// become numbers of the network. Of two bytes the upper ones are summed alone and with the lower ones, which the difference then gives.
/// </summary>
/// <param name="packing">The bytes, and the step of each output.</param>
/// <param name="isFar">Whether the weights of the connection are more than a core's own cache holds.</param>
internal sealed class ByteTile(Code code, StepLists list, (LLVMValueRef Items, LLVMValueRef Steps) packing, int inputs, bool isFar)
{
    private const int SumsOfShorts = 256;

    private int Shorts => 2 * code.Lanes;

    private LLVMTypeRef ShortVector => Code.VectorOf(code.Module.I16, Shorts);

    /// <summary>The sums of the tile that begins with output <paramref name="first"/> after the entries of a row of the list.</summary>
    /// <param name="sums">The vectors of the outputs of the tile.</param>
    public LLVMValueRef[] Add(LLVMValueRef first, LLVMValueRef row, LLVMValueRef[] sums)
    {
        var (from, to) = list.Row(row);
        if (!list.MayHaveOthers)
        {
            return AddOnes(first, from, to, sums);
        }

        // All are 1, or none is taken to be.
        var middle = code.Select(list.HasOthers(row), from, to);
        return AddValues(first, middle, to, AddOnes(first, from, middle, sums));
    }

    private LLVMValueRef[] AddOnes(LLVMValueRef first, LLVMValueRef start, LLVMValueRef end, LLVMValueRef[] sums)
    {
        var groups = ByteTilePacking.Groups(sums.Length);
        var items = code.At(code.Module.I8, packing.Items, code.Multiply(first, inputs));
        var steps = Steps(first, sums);
        return code.Fold(start, end, code.Whole(SumsOfShorts), sums, (from, before) =>
        {
            var most = code.Add(from, code.Whole(SumsOfShorts));
            var to = code.Select(code.IsLess(most, end), most, end);
            var shorts = AddShorts(items, from, to, groups);
            var offset = code.Shorten(code.Multiply(code.Subtract(to, from), ByteTilePacking.Offset));
            return [.. before.Select((sum, v) => code.LanesFma(Sum(shorts, v, offset), steps[v], sum))];
        });
    }

    private LLVMValueRef[] AddValues(LLVMValueRef first, LLVMValueRef start, LLVMValueRef end, LLVMValueRef[] sums)
    {
        var groups = ByteTilePacking.Groups(sums.Length);
        var items = code.At(code.Module.I8, packing.Items, code.Multiply(first, inputs));
        var (steps, offset) = (Steps(first, sums), code.Whole32(ByteTilePacking.Offset));
        return code.Fold(start, end, code.Whole(1), sums, (k, before) =>
        {
            var shorts = AddShorts(items, k, code.Add(k, code.Whole(1)), groups);
            var x = code.Spread(list.Value(k)!.Value);
            return [.. before.Select((sum, v) => code.LanesFma(x, code.RealMultiply(Sum(shorts, v, offset), steps[v]), sum))];
        });
    }

    private LLVMValueRef[] Steps(LLVMValueRef first, LLVMValueRef[] sums) =>
        [.. sums.Select((_, v) => code.LoadLanes(packing.Steps, code.Add(first, code.Whole(v * code.Lanes))))];

    // Of each group the sums of both bytes, the upper one 256 times, and those of the upper one.
    private LLVMValueRef[] AddShorts(LLVMValueRef items, LLVMValueRef from, LLVMValueRef to, int groups)
    {
        var (rowBytes, eight) = (groups * 2L * Shorts, Code.Repeat(code.Module.I16, Shorts, 8));
        var start = Enumerable.Repeat(Code.Repeat(code.Module.I16, Shorts, 0), 2 * groups).ToArray();
        return code.Fold(from, to, code.Whole(1), start, (k, before) =>
        {
            LLVMValueRef Row(LLVMValueRef entry) => code.At(code.Module.I8, items, code.Multiply(list.Index(entry), rowBytes));
            var row = Row(k);
            if (isFar)
            {
                code.Prefetch(Row(code.Add(k, code.Whole(KeptMemory.Ahead))));
            }

            return [.. Enumerable.Range(0, groups).SelectMany(group =>
            {
                var pair = code.Load(ShortVector, code.Offset(row, group * 2L * Shorts));
                return new[] { code.Add(before[2 * group], pair), code.Add(before[(2 * group) + 1], code.ShiftRightUnsigned(pair, eight)) };
            })];
        });
    }

    private LLVMValueRef Sum(LLVMValueRef[] shorts, int vector, LLVMValueRef offset)
    {
        var (group, part) = (vector / ByteTilePacking.Vectors, vector % ByteTilePacking.Vectors);
        var (both, upper) = (shorts[2 * group], shorts[(2 * group) + 1]);
        var half = part < ByteTilePacking.Vectors / 2
            ? code.Subtract(both, code.ShiftLeft(upper, Code.Repeat(code.Module.I16, Shorts, 8))) : upper;
        return code.Widen(half, part % 2 * code.Lanes, offset);
    }
}

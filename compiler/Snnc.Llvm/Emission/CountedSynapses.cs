using System;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Synapses of equal weights from the few sources of a step, which go into a state. The targets of all are put one after the other, so that two loops go
/// through them whatever the sources are; how often each is met is counted in bytes, a quarter of what sums would take of the first-level cache; and what so
/// many synapses add up to is looked up.
/// </summary>
internal sealed class CountedSynapses
{
    private const int MostSources = 32;
    private const int Unrolled = 4;
    private const int Line = 64;

    private readonly Code _code;
    private readonly LLVMTypeRef _element;
    private readonly LLVMValueRef _targets;
    private readonly LLVMValueRef _counts;
    private readonly Values _sums;
    private readonly long _size;
    private readonly long _copied;

    /// <param name="targets">Where the targets of a step are put.</param>
    /// <param name="counts">Bytes that are 0 before and after: one more than there are targets.</param>
    /// <param name="elementBytes">Of the number of a target.</param>
    public CountedSynapses(NodeScope scope, SynapseTable table, LLVMValueRef targets, LLVMValueRef counts, int elementBytes)
    {
        (_code, _targets, _counts, _size) = (scope.Code, targets, counts, table.Bias.Length);
        _element = elementBytes == sizeof(ushort) ? _code.Module.I16 : _code.Module.I32;
        _copied = CopiedBytes(table, elementBytes);
        Most = MostOf(table, elementBytes);
        _sums = scope.Table(scope.Node.Name, $"sums of up to {Most}", false, () => SumsOf((float)table.Weights[0]));
    }

    /// <summary>Gets how many sources it takes.</summary>
    public int Most { get; }

    /// <summary>How many sources a table allows: fewer than two where rows are long, and the ends of loops do not matter.</summary>
    public static int MostOf(SynapseTable table, int elementBytes)
    {
        var room = ArenaNeeds.SynapseTargetBytes - CopiedBytes(table, elementBytes) - (Unrolled * elementBytes);
        return (int)Math.Min(MostSources, room / (Longest(table) * elementBytes));
    }

    /// <summary>The numbers that must follow those of all rows, since rows are copied in whole lines.</summary>
    public static int Beyond(SynapseTable table, int elementBytes) => (int)CopiedBytes(table, elementBytes) / elementBytes;

    /// <summary>Adds the synapses of the entries of a list.</summary>
    /// <param name="row">Where the targets of an entry's source lie, and how many they are.</param>
    public void Emit(LLVMValueRef from, LLVMValueRef to, Func<LLVMValueRef, (LLVMValueRef Pointer, LLVMValueRef Length)> row, Values state)
    {
        var end = _code.Fold(from, to, _code.Whole(1), [_code.Whole(0)], (entry, at) =>
        {
            var (pointer, length) = row(entry);
            _code.Copy(_code.At(_element, _targets, at[0]), pointer, _code.Whole(_copied), sizeof(ushort));
            return [_code.Add(at[0], length)];
        })[0];
        EachTarget(end, LLVMValueRef.CreateConstInt(_element, (ulong)_size), to => Count(to, _code.Add(CountOf(to), _code.Byte(1))));
        Count(_code.Whole(_size), _code.Byte(0));

        // A target that is met again finds no count, and adds 0; so does what fills up the last turn.
        EachTarget(end, _code.Load(_element, _targets), to =>
        {
            var sum = _sums.Load(_code.Extend(CountOf(to), _code.Module.I64));
            state.Store(_code.RealAdd(state.Load(to), sum), to);
            Count(to, _code.Byte(0));
        });
    }

    private static long Longest(SynapseTable table) =>
        Math.Max(1, table.FirstOfSource.Skip(1).Zip(table.FirstOfSource, (end, first) => (long)end - first).DefaultIfEmpty(1).Max());

    private static long CopiedBytes(SynapseTable table, int elementBytes) => ((Longest(table) * elementBytes) + Line - 1) / Line * Line;

    // As they come about: one after the other, each rounded.
    private double[] SumsOf(float weight)
    {
        var sums = new double[Most + 1];
        for (var k = 1; k <= Most; k++)
        {
            sums[k] = k == 1 ? weight : (float)sums[k - 1] + weight;
        }

        return sums;
    }

    private void EachTarget(LLVMValueRef end, LLVMValueRef filler, Action<LLVMValueRef> body)
    {
        for (var k = 0; k < Unrolled; k++)
        {
            _code.Store(filler, _code.At(_element, _targets, _code.Add(end, _code.Whole(k))));
        }

        _code.Fold(_code.Whole(0), end, _code.Whole(Unrolled), [], (first, carried) =>
        {
            for (var k = 0; k < Unrolled; k++)
            {
                body(_code.Extend(_code.Load(_element, _targets, _code.Add(first, _code.Whole(k))), _code.Module.I64));
            }

            return carried;
        });
    }

    private LLVMValueRef CountOf(LLVMValueRef target) => _code.Load(_code.Module.I8, _counts, target);

    private void Count(LLVMValueRef target, LLVMValueRef count) => _code.Store(count, _code.At(_code.Module.I8, _counts, target));
}

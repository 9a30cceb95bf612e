using System;
using System.Collections.Generic;
using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Inputs that only a connection with two kernels reads: what is given for a tile of steps is counted first, and then kept in the form that the kernel which
/// will run reads, as lists or as rows.
/// </summary>
internal sealed class GivenForms
{
    private readonly Dictionary<string, (LLVMValueRef Events, LLVMValueRef AreFew)> _counts = [];
    private readonly Code? _code;
    private readonly InstanceLayout? _layout;

    private GivenForms()
    {
    }

    /// <summary>Counts what is given.</summary>
    /// <param name="given">Where an input's values of the tile's steps lie.</param>
    public GivenForms(Code code, InstanceLayout layout, IEnumerable<NodePlan> inputs, Func<NodePlan, LLVMValueRef> given, LLVMValueRef steps)
    {
        (_code, _layout) = (code, layout);
        foreach (var plan in inputs)
        {
            if (layout.SwitchOfReader(plan.Node) is { } other)
            {
                var size = plan.Node.Type.Shape.Size;
                var events = CountNotZero(code, given(plan), code.Multiply(steps, size));
                _counts[plan.Node.Name] = (events, code.IsLess(events, code.Multiply(steps, other.EventsPerStep(size))));
            }
        }
    }

    /// <summary>Gets those of a region without such inputs.</summary>
    public static GivenForms None { get; } = new();

    /// <summary>How many of so many numbers are not 0.</summary>
    public static LLVMValueRef CountNotZero(Code code, LLVMValueRef numbers, LLVMValueRef count) =>
        code.Fold(code.Whole(0), count, code.Whole(1), [code.Whole(0)], (i, sum) =>
            [code.Add(sum[0], code.Extend(code.IsNotZero(false, code.Load(code.Module.F32, numbers, i)), code.Module.I64))])[0];

    /// <summary>Writes what makes the list of a step.</summary>
    public void List(string node, Action emit) => Where(node, areFew: true, emit);

    /// <summary>Writes what keeps the row of a step.</summary>
    public void Row(string node, Action emit) => Where(node, areFew: false, emit);

    /// <summary>Says in place of the lists that were not made how many entries they would have.</summary>
    public void End(LLVMValueRef instance, LLVMValueRef steps)
    {
        foreach (var (node, (events, areFew)) in _counts)
        {
            var lists = new StepLists(_code!, instance, _layout!.ListsOf(node)!.Value);
            _code!.If(areFew, () => { }, () => lists.SetEnd(steps, events));
        }
    }

    private void Where(string node, bool areFew, Action emit)
    {
        if (!_counts.TryGetValue(node, out var count))
        {
            emit();
        }
        else if (areFew)
        {
            _code!.If(count.AreFew, emit);
        }
        else
        {
            _code!.If(count.AreFew, () => { }, emit);
        }
    }
}

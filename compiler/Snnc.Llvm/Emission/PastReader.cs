using System;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>The ring of past steps of a node's input: step t stands in row t modulo depth; rows not yet written are 0.</summary>
internal sealed class PastReader
{
    private readonly NodeScope _scope;
    private readonly DelayTable _table;
    private readonly long _size;
    private readonly Func<LLVMValueRef, LLVMValueRef> _delays;
    private readonly Values _present;
    private readonly Values _past;

    public PastReader(NodeScope scope)
    {
        _scope = scope;
        _table = scope.Layout.DelaysOf(scope.Node.Name);
        _size = scope.TypeOf(0).Shape.Size;
        _delays = scope.Indices("delays", () => _table.Steps);
        _present = scope.Input();
        _past = scope.Part("past");
    }

    /// <summary>Element <paramref name="index"/> of the input, as many steps ago as entry <paramref name="entry"/> of the delays says.</summary>
    public LLVMValueRef At(LLVMValueRef index, LLVMValueRef entry)
    {
        var code = _scope.Code;
        if (_table.Depth == 0)
        {
            return _present.Load(index);
        }

        var delay = _delays(entry);
        var isNow = code.Equals(delay, code.Whole(0));
        var isKept = code.Compare(LLVMIntPredicate.LLVMIntSLE, delay, code.Whole(_table.Depth));
        var back = code.Select(isKept, delay, code.Whole(_table.Depth));
        var row = code.Modulo(code.Subtract(code.Add(_scope.Step, code.Whole(_table.Depth)), back), _table.Depth);
        var past = _past.Load(code.Add(code.Multiply(row, _size), index));
        past = code.Select(isKept, past, code.Zero(_past.IsInt));
        return code.Select(isNow, _present.Load(index), past);
    }

    /// <summary>Takes the present in, at the end of a step.</summary>
    public void Push()
    {
        if (_table.Depth > 0)
        {
            var code = _scope.Code;
            var row = code.Modulo(_scope.Step, _table.Depth);
            code.For(_size, i => _past.Store(_present.Load(i), code.Add(code.Multiply(row, _size), i)));
        }
    }
}

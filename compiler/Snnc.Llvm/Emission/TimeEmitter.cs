using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Numerics;

namespace Snnc.Llvm.Emission;

/// <summary>Encoders, decoders and delays: what leads into time, out of it, or remembers.</summary>
internal sealed class TimeEmitter(NodeScope scope)
{
    private readonly Code _code = scope.Code;

    /// <summary>Whether a decoder finds what it gives where a tile of steps left it, and so takes in no steps.</summary>
    public static bool ReadsLast(InstanceLayout layout, Node node) =>
        node.Op is DecodeOp { Kind: DecodeKind.Last } && layout.IsTiled(layout.Viewed(node.Inputs[0]).Node);

    /// <summary>What happens where the node stands.</summary>
    public void Emit()
    {
        switch (scope.Node.Op)
        {
            case EncodeRateOp op:
                EncodeRate(op);
                break;
            case EncodeLatencyOp op:
                EncodeLatency(op);
                break;
            case EncodeRowsOp op:
                EncodeRows(op);
                break;
            case EncodeDeltaOp op:
                EncodeDelta(op);
                break;
            case DecodeOp op:
                Decode(op);
                break;
            case DelayOp:
                var past = new PastReader(scope);
                scope.Each(i => past.At(i, i));
                break;
        }
    }

    /// <summary>A decoder takes a step in, at the end of it; it listens to the loop of its input.</summary>
    public void Accumulate(DecodeOp op)
    {
        var x = scope.ReadWhereMade(scope.Node.Inputs[0]);
        var sofar = scope.Part("sofar");
        var step = _code.Modulo(scope.Step, Window(op));
        var isFirst = _code.Equals(step, _code.Whole(0));
        if (op.Kind is DecodeKind.Sum or DecodeKind.Mean or DecodeKind.FirstSpike && scope.ListWhereMade(scope.Node.Inputs[0]) is { } entries)
        {
            AccumulateListed(op, entries, isFirst, step);
            return;
        }

        _code.For(scope.Size, i =>
        {
            var before = _code.Select(isFirst, Start(op), sofar.Load(i));
            sofar.Store(Next(op, before, x.Load(i), x.IsInt, step), i);
        });
    }

    // What is 0 changes nothing.
    private void AccumulateListed(DecodeOp op, (StepLists Lists, LLVMValueRef From, LLVMValueRef To) entries, LLVMValueRef isFirst, LLVMValueRef step)
    {
        var sofar = scope.Part("sofar");
        _code.If(isFirst, () => _code.For(scope.Size, i => sofar.Store(Start(op), i)));
        _code.For(entries.From, entries.To, k =>
        {
            var i = entries.Lists.Index(k);
            sofar.Store(Next(op, sofar.Load(i), entries.Lists.Value(k) ?? _code.Real(1), false, step), i);
        });
    }

    private int Window(DecodeOp op) => op.Every ?? scope.Layout.Time.Steps ?? 1;

    private LLVMValueRef Start(DecodeOp op) => op.Kind switch
    {
        DecodeKind.Max => scope.IsInt ? _code.Whole(long.MinValue) : _code.Real(float.NegativeInfinity),
        DecodeKind.FirstSpike => _code.Real(Window(op)),
        _ => _code.Zero(scope.IsInt),
    };

    private LLVMValueRef Next(DecodeOp op, LLVMValueRef sofar, LLVMValueRef x, bool isInt, LLVMValueRef step)
    {
        switch (op.Kind)
        {
            case DecodeKind.FirstSpike:
                var isNone = _code.Compare(LLVMRealPredicate.LLVMRealOEQ, sofar, _code.Real(Window(op)));
                return _code.Select(_code.And(_code.IsNotZero(isInt, x), isNone), _code.ToReal(step), sofar);
            case DecodeKind.Last:
                return x;
            case DecodeKind.Max:
                return _code.Select(_code.IsGreater(isInt, x, sofar), x, sofar);
            default:
                // Whole numbers join a mean unrounded.
                return isInt && !scope.IsInt
                    ? _code.ToSingle(_code.RealAdd(_code.ToDouble(sofar), _code.WholeToDouble(x)))
                    : _code.Sum(scope.IsInt, sofar, x);
        }
    }

    private void Decode(DecodeOp op)
    {
        if (ReadsLast(scope.Layout, scope.Node))
        {
            EmitLast(scope.Layout.Viewed(scope.Node.Inputs[0]));
            return;
        }

        var sofar = scope.Part("sofar");
        var window = op.Every is null && new Progress(_code, scope.Layout).End is { } end ? _code.ToReal(end) : _code.Real(Window(op));
        scope.Each(i => op.Kind == DecodeKind.Mean ? _code.RealDivide(sofar.Load(i), window) : sofar.Load(i));
    }

    private void EmitLast(ValueRef value)
    {
        var last = scope.LastOf(value);
        if (value.State is not null && scope.Layout.LiesChannelsLast(value.Node))
        {
            scope.Permute(last.Pointer, scope.Result, scope.Layout.TypeOf(value).Shape, toNatural: true);
            return;
        }

        scope.Each(i => last.Load(i, scope.IsInt));
    }

    private void EncodeRate(EncodeRateOp op)
    {
        var (x, first) = (scope.Input(), scope.FirstCounter());
        scope.Each(i =>
        {
            var hash = _code.WholeToDouble(Functions.Hash(_code, op.Seed, _code.Add(first, i)));
            var chance = _code.RealMultiply(_code.ToDouble(x.Load(i, asInt: false)), _code.Double(CounterHash.Range));
            var isSpike = _code.Compare(LLVMRealPredicate.LLVMRealOLT, _code.RealMultiply(hash, _code.Double(op.Max)), chance);
            return _code.Select(isSpike, _code.Real(1), _code.Real(0));
        });
    }

    private void EncodeLatency(EncodeLatencyOp op)
    {
        var (x, step) = (scope.Input(), _code.WholeToDouble(scope.Step));
        scope.Each(i =>
        {
            var value = _code.ToDouble(x.Load(i, asInt: false));
            var late = _code.RealSubtract(_code.Double(1), _code.RealDivide(value, _code.Double(op.Max)));
            var when = _code.DoubleFunction("llvm.floor.f64", _code.RealMultiply(_code.Double(op.Tau), late));
            var isSpike = _code.And(
                _code.Compare(LLVMRealPredicate.LLVMRealOGT, value, _code.Double(0)), _code.Compare(LLVMRealPredicate.LLVMRealOEQ, when, step));
            return _code.Select(isSpike, _code.Real(1), _code.Real(0));
        });
    }

    private void EncodeRows(EncodeRowsOp op)
    {
        var x = scope.Input();
        var (_, extent, inner) = IndexMaps.Around(scope.TypeOf(0).Shape, op.Axis);
        scope.Each(i =>
        {
            var row = _code.Add(_code.Multiply(_code.Quotient(i, inner), extent), scope.Step);
            return x.Load(_code.Add(_code.Multiply(row, inner), _code.Modulo(i, inner)), scope.IsInt);
        });
    }

    private void EncodeDelta(EncodeDeltaOp op)
    {
        var (x, y, reference, size) = (scope.Input(), scope.Output, scope.Part("reference"), scope.TypeOf(0).Shape.Size);
        var threshold = _code.Real((float)op.Threshold);
        var isFirst = _code.Equals(scope.Step, _code.Whole(0));
        _code.For(size, i =>
        {
            var value = x.Load(i, asInt: false);
            var r = _code.Select(isFirst, value, reference.Load(i));
            var isOn = _code.Compare(LLVMRealPredicate.LLVMRealOGE, _code.RealSubtract(value, r), threshold);
            var isOff = _code.Compare(LLVMRealPredicate.LLVMRealOGE, _code.RealSubtract(r, value), threshold);
            var down = _code.Select(isOff, _code.RealNegate(threshold), _code.Real(0));
            reference.Store(_code.RealAdd(r, _code.Select(isOn, threshold, down)), i);
            y.Store(_code.Select(isOn, _code.Real(1), _code.Real(0)), i);
            var off = _code.Select(isOn, _code.Real(0), _code.Select(isOff, _code.Real(1), _code.Real(0)));
            y.Store(off, _code.Add(_code.Whole(size), i));
        });
    }
}

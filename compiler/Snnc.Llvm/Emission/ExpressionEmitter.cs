using System;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;

namespace Snnc.Llvm.Emission;

/// <summary>Expressions of neuron bodies: one instruction, or the guard of one that would trap, for one operation of the IR.</summary>
/// <param name="read">How a constant, state, port or local is read.</param>
/// <param name="random">The noise of a seed.</param>
internal sealed class ExpressionEmitter(Code code, Func<Expr, LLVMValueRef> read, Func<long, LLVMValueRef> random)
{
    public LLVMValueRef Emit(Expr expression) => expression switch
    {
        RealExpr real => code.Real(real.Value),
        IntExpr whole => code.Whole(whole.Value),
        BoolExpr truth => code.Truth(truth.Value),
        UnaryExpr unary => Unary(unary, Emit(unary.Operand)),
        BinaryExpr binary => Binary(binary.Op, binary.Left.Type, Emit(binary.Left), Emit(binary.Right)),
        FmaExpr fma => code.RealFunction("llvm.fma.f32", Emit(fma.X), Emit(fma.Y), Emit(fma.Z)),
        SelectExpr select => code.Select(Emit(select.Condition), Emit(select.WhenTrue), Emit(select.WhenFalse)),
        CallExpr { Type: ExprType.Int } call => WholeFunction(call.Function, Emit(call.Operand)),
        CallExpr call => Functions.Call(code, call.Function, Emit(call.Operand)),
        RandExpr rand => random(rand.Seed),
        _ => read(expression),
    };

    private LLVMValueRef Unary(UnaryExpr unary, LLVMValueRef x) => unary.Op switch
    {
        UnaryOp.Negate => unary.Type == ExprType.Int ? code.Negate(x) : code.RealNegate(x),
        UnaryOp.Not => code.ExclusiveOr(x, code.Truth(true)),
        UnaryOp.ToReal => code.ToReal(x),
        UnaryOp.ToInt => code.ToWhole(x),
        _ => throw new InvalidOperationException($"{unary.Op} has no native code."),
    };

    private LLVMValueRef Binary(BinaryOp op, ExprType type, LLVMValueRef x, LLVMValueRef y) => type switch
    {
        ExprType.Real => OfReals(code, op, x, y),
        ExprType.Int => OfWholes(op, x, y),
        _ => OfTruths(code, op, x, y),
    };

    /// <summary>An operation of truths, or of lanes of them.</summary>
    public static LLVMValueRef OfTruths(Code code, BinaryOp op, LLVMValueRef x, LLVMValueRef y) => op switch
    {
        BinaryOp.And => code.And(x, y),
        BinaryOp.Or => code.Or(x, y),
        BinaryOp.Equal => code.Equals(x, y),
        _ => code.ExclusiveOr(x, y),
    };

    /// <summary>An operation of floats, or of lanes of them.</summary>
    public static LLVMValueRef OfReals(Code code, BinaryOp op, LLVMValueRef x, LLVMValueRef y) => op switch
    {
        BinaryOp.Add => code.RealAdd(x, y),
        BinaryOp.Subtract => code.RealSubtract(x, y),
        BinaryOp.Multiply => code.RealMultiply(x, y),
        BinaryOp.Divide => code.RealDivide(x, y),
        BinaryOp.Remainder => code.RealRemainder(x, y),
        BinaryOp.Min => code.Select(code.Compare(LLVMRealPredicate.LLVMRealOLT, x, y), x, y),
        BinaryOp.Max => code.Select(code.Compare(LLVMRealPredicate.LLVMRealOGT, x, y), x, y),
        BinaryOp.Equal => code.Compare(LLVMRealPredicate.LLVMRealOEQ, x, y),
        BinaryOp.NotEqual => code.Compare(LLVMRealPredicate.LLVMRealUNE, x, y),
        BinaryOp.Less => code.Compare(LLVMRealPredicate.LLVMRealOLT, x, y),
        BinaryOp.LessOrEqual => code.Compare(LLVMRealPredicate.LLVMRealOLE, x, y),
        BinaryOp.Greater => code.Compare(LLVMRealPredicate.LLVMRealOGT, x, y),
        BinaryOp.GreaterOrEqual => code.Compare(LLVMRealPredicate.LLVMRealOGE, x, y),
        _ => throw new InvalidOperationException($"{op} of reals has no native code."),
    };

    private LLVMValueRef OfWholes(BinaryOp op, LLVMValueRef x, LLVMValueRef y) => op switch
    {
        BinaryOp.Add => code.Add(x, y),
        BinaryOp.Subtract => code.Subtract(x, y),
        BinaryOp.Multiply => code.Multiply(x, y),
        BinaryOp.Divide => Divide(x, y),
        BinaryOp.Remainder => Remainder(x, y),
        BinaryOp.ShiftLeft => code.ShiftLeft(x, Count(y)),
        BinaryOp.ShiftRight => code.ShiftRight(x, Count(y)),
        BinaryOp.ShiftRightToZero => ShiftRightToZero(x, y),
        BinaryOp.Min => code.Select(code.IsLess(x, y), x, y),
        BinaryOp.Max => code.Select(code.IsLess(y, x), x, y),
        BinaryOp.Equal => code.Equals(x, y),
        BinaryOp.NotEqual => code.Compare(LLVMIntPredicate.LLVMIntNE, x, y),
        BinaryOp.Less => code.IsLess(x, y),
        BinaryOp.LessOrEqual => code.Compare(LLVMIntPredicate.LLVMIntSLE, x, y),
        BinaryOp.Greater => code.IsLess(y, x),
        BinaryOp.GreaterOrEqual => code.Compare(LLVMIntPredicate.LLVMIntSGE, x, y),
        _ => throw new InvalidOperationException($"{op} of whole numbers has no native code."),
    };

    // By 0 and by -1 the instruction may trap: there it divides by 1, and the result is chosen otherwise.
    private LLVMValueRef Divide(LLVMValueRef x, LLVMValueRef y)
    {
        var (isZero, isMinusOne) = (code.Equals(y, code.Whole(0)), code.Equals(y, code.Whole(-1)));
        var quotient = code.SignedDivide(x, code.Select(code.Or(isZero, isMinusOne), code.Whole(1), y));
        return code.Select(isZero, code.Whole(0), code.Select(isMinusOne, code.Negate(x), quotient));
    }

    private LLVMValueRef Remainder(LLVMValueRef x, LLVMValueRef y)
    {
        var isTrap = code.Or(code.Equals(y, code.Whole(0)), code.Equals(y, code.Whole(-1)));
        return code.SignedRemainder(x, code.Select(isTrap, code.Whole(1), y));
    }

    private LLVMValueRef Count(LLVMValueRef count) => code.And(count, code.Whole(63));

    private LLVMValueRef ShiftRightToZero(LLVMValueRef x, LLVMValueRef y)
    {
        var down = code.Negate(code.ShiftRightUnsigned(code.Negate(x), Count(y)));
        return code.Select(code.IsLess(x, code.Whole(0)), down, code.ShiftRight(x, Count(y)));
    }

    private LLVMValueRef WholeFunction(string function, LLVMValueRef x)
    {
        var isNegative = code.IsLess(x, code.Whole(0));
        return function == "abs"
            ? code.Select(isNegative, code.Negate(x), x)
            : code.Select(isNegative, code.Whole(-1), code.Extend(code.Compare(LLVMIntPredicate.LLVMIntNE, x, code.Whole(0)), code.Module.I64));
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Writes the instructions of one function: arithmetic that names its types, loops and branches as blocks. Reals are float, whole numbers i64.
/// Nothing is contracted or reordered: no fast-math flag is ever set.
/// </summary>
internal sealed class Code
{
    private readonly NativeModule _module;
    private readonly LLVMBuilderRef _builder;
    private readonly LLVMBuilderRef _slots;
    private readonly LLVMBasicBlockRef _start;

    /// <summary>Begins a function.</summary>
    /// <param name="lanes">How many neurons go at a time in it, or null for as many as suit the processor.</param>
    /// <param name="given">The table of the numbers that its callers give it, or null where they stand in its code.</param>
    public Code(NativeModule module, LLVMValueRef function, int? lanes = null, LLVMValueRef? given = null)
    {
        (_module, Function, Lanes) = (module, function, lanes ?? module.Lanes);
        _slots = module.Context.CreateBuilder();
        _slots.PositionAtEnd(module.Context.AppendBasicBlock(function, "slots"));
        Given = given is { } table ? new GivenNumbers(module, table, _slots) : null;
        _builder = module.Context.CreateBuilder();
        _start = Block("start");
        _builder.PositionAtEnd(_start);
    }

    public LLVMValueRef Function { get; }

    public NativeModule Module => _module;

    /// <summary>Gets the numbers that the function is given, or null.</summary>
    public GivenNumbers? Given { get; }

    /// <summary>Gets how many neurons go at a time.</summary>
    public int Lanes { get; private set; }

    /// <summary>Gets the type of a float in each lane.</summary>
    public LLVMTypeRef Vector => VectorOf(_module.F32, Lanes);

    /// <summary>Gets the type of a bit for each lane.</summary>
    public LLVMTypeRef LaneBits => Lanes == NativeModule.FewestLanes ? _module.I8 : _module.I16;

    public LLVMValueRef Argument(uint index) => Function.GetParam(index);

    /// <summary>Writes a part with other lanes.</summary>
    public void InLanes(int lanes, Action write)
    {
        (lanes, Lanes) = (Lanes, lanes);
        write();
        Lanes = lanes;
    }

    /// <summary>Ends the function: memory of locals comes first, so that it becomes registers.</summary>
    public void Return(LLVMValueRef? value = null)
    {
        _ = value is { } result ? _builder.BuildRet(result) : _builder.BuildRetVoid();
        _slots.BuildBr(_start);
        _slots.Dispose();
        _builder.Dispose();
    }

    // ---- numbers ---------------------------------------------------------------------------------------------------------------

    public LLVMValueRef Whole(long value) => LLVMValueRef.CreateConstInt(_module.I64, unchecked((ulong)value));

    public LLVMValueRef Whole32(int value) => LLVMValueRef.CreateConstInt(_module.I32, unchecked((ulong)value));

    public LLVMValueRef Byte(int value) => LLVMValueRef.CreateConstInt(_module.I8, unchecked((ulong)value));

    public LLVMValueRef Truth(bool value) => LLVMValueRef.CreateConstInt(_module.I1, value ? 1UL : 0);

    public LLVMValueRef Real(float value) => LLVMValueRef.CreateConstReal(_module.F32, value);

    public LLVMValueRef Double(double value) => LLVMValueRef.CreateConstReal(_module.F64, value);

    public LLVMValueRef Zero(bool isInt) => isInt ? Whole(0) : Real(0);

    public LLVMValueRef Add(LLVMValueRef x, LLVMValueRef y) => _builder.BuildAdd(x, y);

    public LLVMValueRef Subtract(LLVMValueRef x, LLVMValueRef y) => _builder.BuildSub(x, y);

    public LLVMValueRef Multiply(LLVMValueRef x, LLVMValueRef y) => _builder.BuildMul(x, y);

    public LLVMValueRef Multiply(LLVMValueRef x, long y) => _builder.BuildMul(x, Whole(y));

    public LLVMValueRef SignedDivide(LLVMValueRef x, LLVMValueRef y) => _builder.BuildSDiv(x, y);

    public LLVMValueRef SignedRemainder(LLVMValueRef x, LLVMValueRef y) => _builder.BuildSRem(x, y);

    /// <summary>Of indices, which are never negative.</summary>
    public LLVMValueRef Quotient(LLVMValueRef x, long y) => _builder.BuildUDiv(x, Whole(y));

    /// <inheritdoc cref="Quotient"/>
    public LLVMValueRef Modulo(LLVMValueRef x, long y) => _builder.BuildURem(x, Whole(y));

    public LLVMValueRef Negate(LLVMValueRef x) => _builder.BuildSub(Whole(0), x);

    public LLVMValueRef ShiftLeft(LLVMValueRef x, LLVMValueRef count) => _builder.BuildShl(x, count);

    public LLVMValueRef ShiftRight(LLVMValueRef x, LLVMValueRef count) => _builder.BuildAShr(x, count);

    public LLVMValueRef ShiftRightUnsigned(LLVMValueRef x, LLVMValueRef count) => _builder.BuildLShr(x, count);

    public LLVMValueRef And(LLVMValueRef x, LLVMValueRef y) => _builder.BuildAnd(x, y);

    public LLVMValueRef Or(LLVMValueRef x, LLVMValueRef y) => _builder.BuildOr(x, y);

    public LLVMValueRef ExclusiveOr(LLVMValueRef x, LLVMValueRef y) => _builder.BuildXor(x, y);

    public LLVMValueRef RealAdd(LLVMValueRef x, LLVMValueRef y) => _builder.BuildFAdd(x, y);

    public LLVMValueRef RealSubtract(LLVMValueRef x, LLVMValueRef y) => _builder.BuildFSub(x, y);

    public LLVMValueRef RealMultiply(LLVMValueRef x, LLVMValueRef y) => _builder.BuildFMul(x, y);

    public LLVMValueRef RealDivide(LLVMValueRef x, LLVMValueRef y) => _builder.BuildFDiv(x, y);

    public LLVMValueRef RealRemainder(LLVMValueRef x, LLVMValueRef y) => _builder.BuildFRem(x, y);

    public LLVMValueRef RealNegate(LLVMValueRef x) => _builder.BuildFNeg(x);

    /// <summary>x + y of either type.</summary>
    public LLVMValueRef Sum(bool isInt, LLVMValueRef x, LLVMValueRef y) => isInt ? Add(x, y) : RealAdd(x, y);

    /// <summary>x * y of either type.</summary>
    public LLVMValueRef Product(bool isInt, LLVMValueRef x, LLVMValueRef y) => isInt ? Multiply(x, y) : RealMultiply(x, y);

    public LLVMValueRef Compare(LLVMIntPredicate how, LLVMValueRef x, LLVMValueRef y) => _builder.BuildICmp(how, x, y);

    public LLVMValueRef Compare(LLVMRealPredicate how, LLVMValueRef x, LLVMValueRef y) => _builder.BuildFCmp(how, x, y);

    public LLVMValueRef IsNotZero(bool isInt, LLVMValueRef x) =>
        isInt ? Compare(LLVMIntPredicate.LLVMIntNE, x, Whole(0)) : Compare(LLVMRealPredicate.LLVMRealUNE, x, Real(0));

    public LLVMValueRef IsGreater(bool isInt, LLVMValueRef x, LLVMValueRef y) =>
        isInt ? Compare(LLVMIntPredicate.LLVMIntSGT, x, y) : Compare(LLVMRealPredicate.LLVMRealOGT, x, y);

    public LLVMValueRef Equals(LLVMValueRef x, LLVMValueRef y) => Compare(LLVMIntPredicate.LLVMIntEQ, x, y);

    public LLVMValueRef IsLess(LLVMValueRef x, LLVMValueRef y) => Compare(LLVMIntPredicate.LLVMIntSLT, x, y);

    public LLVMValueRef Select(LLVMValueRef condition, LLVMValueRef then, LLVMValueRef otherwise) => _builder.BuildSelect(condition, then, otherwise);

    // ---- conversions and functions ---------------------------------------------------------------------------------------------

    /// <summary>i64 to float, to nearest even.</summary>
    public LLVMValueRef ToReal(LLVMValueRef whole) => _builder.BuildSIToFP(whole, _module.F32);

    public LLVMValueRef ToDouble(LLVMValueRef real) => _builder.BuildFPExt(real, _module.F64);

    public LLVMValueRef WholeToDouble(LLVMValueRef whole) => _builder.BuildSIToFP(whole, _module.F64);

    public LLVMValueRef ToSingle(LLVMValueRef x) => _builder.BuildFPTrunc(x, _module.F32);

    /// <summary>Towards zero; NaN gives 0, too large values saturate.</summary>
    public LLVMValueRef ToWhole(LLVMValueRef real) => Call(_module.Function("llvm.fptosi.sat.i64.f32", _module.I64, _module.F32), real);

    public LLVMValueRef Extend(LLVMValueRef whole32) => _builder.BuildSExt(whole32, _module.I64);

    public LLVMValueRef Extend(LLVMValueRef truth, LLVMTypeRef type) => _builder.BuildZExt(truth, type);

    /// <summary>The bits of a number, as one of another type.</summary>
    public LLVMValueRef BitsOf(LLVMValueRef x, LLVMTypeRef type) => _builder.BuildBitCast(x, type);

    /// <summary>An address as a number.</summary>
    public LLVMValueRef AddressOf(LLVMValueRef pointer) => _builder.BuildPtrToInt(pointer, _module.I64);

    /// <summary>The lower half of an index.</summary>
    public LLVMValueRef Shorten(LLVMValueRef whole) => Truncate(whole, _module.I32);

    public LLVMValueRef Truncate(LLVMValueRef whole, LLVMTypeRef type) => _builder.BuildTrunc(whole, type);

    /// <summary>Another of the two types, or the same.</summary>
    public LLVMValueRef Convert(LLVMValueRef x, bool fromInt, bool toInt) => fromInt == toInt ? x : toInt ? ToWhole(x) : ToReal(x);

    /// <summary>A function of floats, by the name of LLVM's intrinsic.</summary>
    public LLVMValueRef RealFunction(string name, params LLVMValueRef[] operands) =>
        Call(_module.Function(name, _module.F32, Array.ConvertAll(operands, _ => _module.F32)), operands);

    /// <summary>A function of the C library, in doubles.</summary>
    public LLVMValueRef DoubleFunction(string name, LLVMValueRef operand) => Call(_module.Function(name, _module.F64, _module.F64), operand);

    public LLVMValueRef Call(NativeFunction function, params LLVMValueRef[] arguments) => _builder.BuildCall2(
        function.Type, function.Value, function.Given is { } place ? [.. arguments, Offset(arguments[1], place)] : arguments);

    // ---- memory ----------------------------------------------------------------------------------------------------------------

    /// <summary>A local that may be assigned.</summary>
    public LLVMValueRef Slot(LLVMTypeRef type) => _slots.BuildAlloca(type);

    public LLVMValueRef Load(LLVMTypeRef type, LLVMValueRef pointer) => _builder.BuildLoad2(type, pointer);

    public void Store(LLVMValueRef value, LLVMValueRef pointer) => _builder.BuildStore(value, pointer);

    public void Store(LLVMValueRef value, LLVMValueRef pointer, int alignment) => _builder.BuildStore(value, pointer).SetAlignment((uint)alignment);

    /// <summary>The address of element <paramref name="index"/>.</summary>
    public LLVMValueRef At(LLVMTypeRef element, LLVMValueRef pointer, LLVMValueRef index) =>
        _builder.BuildInBoundsGEP2(element, pointer, [index]);

    /// <summary>An address so many bytes on: of the instance and the weights given, where functions are alike but for it.</summary>
    public LLVMValueRef Offset(LLVMValueRef pointer, long bytes)
    {
        var isGiven = Given is not null && (pointer.Handle == Argument(0).Handle || pointer.Handle == Argument(1).Handle);
        return At(_module.I8, pointer, isGiven ? Given!.Whole(bytes) : Whole(bytes));
    }

    public LLVMValueRef Load(LLVMTypeRef element, LLVMValueRef pointer, LLVMValueRef index) => Load(element, At(element, pointer, index));

    public void Copy(LLVMValueRef to, LLVMValueRef from, LLVMValueRef bytes, uint alignment = 4) =>
        _builder.BuildMemCpy(to, alignment, from, alignment, bytes);

    public void Clear(LLVMValueRef to, long bytes) => Fill(to, 0, bytes);

    public void Clear(LLVMValueRef to, LLVMValueRef bytes) => _builder.BuildMemSet(to, LLVMValueRef.CreateConstInt(_module.I8, 0), bytes, 4);

    public void Fill(LLVMValueRef to, byte value, long bytes) => _builder.BuildMemSet(to, LLVMValueRef.CreateConstInt(_module.I8, value), Whole(bytes), 4);

    // ---- lanes -----------------------------------------------------------------------------------------------------------------

    /// <summary>The same number in all lanes.</summary>
    public LLVMValueRef LanesOf(float value) =>
        LLVMValueRef.CreateConstVector([.. Enumerable.Repeat(Real(value), Lanes)]);

    /// <summary>A number of an equation in all lanes: given, where functions are alike but for it.</summary>
    public LLVMValueRef GivenLanes(float value) => Given is null ? LanesOf(value) : Spread(Given.Real(value));

    /// <summary>The same truth in all lanes.</summary>
    public LLVMValueRef LaneTruth(bool value) =>
        LLVMValueRef.CreateConstVector([.. Enumerable.Repeat(Truth(value), Lanes)]);

    /// <summary>True in the first lanes.</summary>
    public LLVMValueRef LaneTruths(int count) =>
        LLVMValueRef.CreateConstVector([.. Enumerable.Range(0, Lanes).Select(lane => Truth(lane < count))]);

    /// <summary>The same scalar in all lanes.</summary>
    public LLVMValueRef Spread(LLVMValueRef scalar) => Spread(scalar, Vector, Lanes);

    /// <summary>The same scalar in all elements of a vector.</summary>
    public LLVMValueRef Spread(LLVMValueRef scalar, LLVMTypeRef vector, int count)
    {
        var first = _builder.BuildInsertElement(LLVMValueRef.CreateConstNull(vector), scalar, Whole(0));
        return _builder.BuildShuffleVector(first, first, LLVMValueRef.CreateConstNull(VectorOf(_module.I32, count)));
    }

    /// <summary>Elements of two vectors: those of the second are counted on from the first's.</summary>
    public LLVMValueRef Shuffle(LLVMValueRef x, LLVMValueRef y, IEnumerable<int> order) =>
        _builder.BuildShuffleVector(x, y, LLVMValueRef.CreateConstVector([.. order.Select(Whole32)]));

    /// <summary>Lanes from element <paramref name="index"/> of floats on, which lie at a multiple of so many bytes, or of whole vectors.</summary>
    public LLVMValueRef LoadLanes(LLVMValueRef pointer, LLVMValueRef index, int? alignment = null)
    {
        var value = Load(Vector, At(_module.F32, pointer, index));
        value.SetAlignment((uint)(alignment ?? Lanes * sizeof(float)));
        return value;
    }

    /// <summary>Writes lanes to element <paramref name="index"/> of floats on.</summary>
    public void StoreLanes(LLVMValueRef value, LLVMValueRef pointer, LLVMValueRef index) =>
        _builder.BuildStore(value, At(_module.F32, pointer, index)).SetAlignment((uint)(Lanes * sizeof(float)));

    /// <summary>A byte for each lane, from element <paramref name="index"/> on.</summary>
    public LLVMValueRef LoadBytes(LLVMValueRef pointer, LLVMValueRef index)
    {
        var value = Load(VectorOf(_module.I8, Lanes), At(_module.I8, pointer, index));
        value.SetAlignment((uint)Lanes);
        return value;
    }

    /// <summary>Writes a byte for each lane to element <paramref name="index"/> on.</summary>
    public void StoreBytes(LLVMValueRef value, LLVMValueRef pointer, LLVMValueRef index) =>
        _builder.BuildStore(value, At(_module.I8, pointer, index)).SetAlignment((uint)Lanes);

    /// <summary>The same byte in all lanes.</summary>
    public LLVMValueRef BytesOf(float value) => Repeat(_module.I8, Lanes, (ulong)value);

    /// <summary>x - y for bytes in lanes, or 0 where y is greater.</summary>
    public LLVMValueRef SubtractToZero(LLVMValueRef x, LLVMValueRef y)
    {
        var bytes = VectorOf(_module.I8, Lanes);
        return Call(_module.Function($"llvm.usub.sat.v{Lanes}i8", bytes, bytes, bytes), x, y);
    }

    /// <summary>x * y + z, rounded once, in lanes.</summary>
    public LLVMValueRef LanesFma(LLVMValueRef x, LLVMValueRef y, LLVMValueRef z) => LaneFunction("llvm.fma", x, y, z);

    /// <summary>A function of lanes, by the name of LLVM's intrinsic without its type.</summary>
    public LLVMValueRef LaneFunction(string name, params LLVMValueRef[] operands) =>
        Call(_module.Function($"{name}.v{Lanes}f32", Vector, Array.ConvertAll(operands, _ => Vector)), operands);

    /// <summary>The type of so many elements.</summary>
    public static LLVMTypeRef VectorOf(LLVMTypeRef element, int count) => LLVMTypeRef.CreateVector(element, (uint)count);

    /// <summary>The same whole number in so many elements.</summary>
    public static LLVMValueRef Repeat(LLVMTypeRef element, int count, ulong value) =>
        LLVMValueRef.CreateConstVector([.. Enumerable.Repeat(LLVMValueRef.CreateConstInt(element, value), count)]);

    /// <summary>As many elements as there are lanes, of 16 bits and not negative, from one on, less a number.</summary>
    public LLVMValueRef Widen(LLVMValueRef shorts, int first, LLVMValueRef less)
    {
        var wide = _builder.BuildZExt(Part(shorts, first, Lanes), VectorOf(_module.I32, Lanes));
        return Subtract(wide, Spread(less, VectorOf(_module.I32, Lanes), Lanes));
    }

    /// <summary>As many elements as there are lanes, of 16 bits, from one on.</summary>
    public LLVMValueRef Widen(LLVMValueRef shorts, int first) => _builder.BuildSExt(Part(shorts, first, Lanes), VectorOf(_module.I32, Lanes));

    /// <summary>So many elements of a vector, from one on.</summary>
    public LLVMValueRef Part(LLVMValueRef vector, int first, int count) => Shuffle(vector, vector, Enumerable.Range(first, count));

    /// <summary>8, 16 or 32 bits from a byte on, as bytes that are 1 or 0.</summary>
    public LLVMValueRef BytesOfBits(LLVMValueRef pointer, int count)
    {
        var bits = Load(count == 8 ? _module.I8 : count == 16 ? _module.I16 : _module.I32, pointer);
        bits.SetAlignment(1);
        return _builder.BuildZExt(BitsOf(bits, VectorOf(_module.I1, count)), VectorOf(_module.I8, count));
    }

    /// <summary>Whole numbers in lanes, of any size, as numbers of the network.</summary>
    public LLVMValueRef ToReals(LLVMValueRef wholes) => _builder.BuildSIToFP(wholes, Vector);

    /// <summary>A bit for each lane of a condition.</summary>
    public LLVMValueRef Bits(LLVMValueRef condition) => BitsOf(condition, LaneBits);

    /// <summary>The number of zeros below the lowest one of a 64-bit number that is not 0.</summary>
    public LLVMValueRef LowestOne(LLVMValueRef whole) => Call(_module.Function("llvm.cttz.i64", _module.I64, _module.I64, _module.I1), whole, Truth(true));

    /// <summary>How many bits of a 64-bit number are set.</summary>
    public LLVMValueRef CountOnes(LLVMValueRef whole) => Call(_module.Function("llvm.ctpop.i64", _module.I64, _module.I64), whole);

    /// <summary>Asks for a cache line ahead of its use.</summary>
    /// <param name="isNear">Whether it is to come into the nearest cache, and not the one behind it.</param>
    public void Prefetch(LLVMValueRef pointer, bool isNear = true) => Call(
        _module.Function("llvm.prefetch.p0", _module.Void, _module.Pointer, _module.I32, _module.I32, _module.I32),
        pointer, Whole32(0), Whole32(isNear ? 3 : 2), Whole32(1));

    // ---- control ---------------------------------------------------------------------------------------------------------------

    /// <summary>for (i = from; i &lt; to; i++).</summary>
    public void For(LLVMValueRef from, LLVMValueRef to, Action<LLVMValueRef> body) => Fold(from, to, Whole(1), [], (i, carried) =>
    {
        body(i);
        return carried;
    });

    /// <summary>for (i = from; i &lt; to; i += by), with values that go from turn to turn in registers; gives them as they are after the last.</summary>
    public LLVMValueRef[] Fold(
        LLVMValueRef from, LLVMValueRef to, LLVMValueRef by, LLVMValueRef[] start, Func<LLVMValueRef, LLVMValueRef[], LLVMValueRef[]> body) =>
        Loop((from, to, by), start, body).Carried;

    /// <summary>The same by one, in a loop that stays one.</summary>
    public LLVMValueRef[] Rolled(
        LLVMValueRef from, LLVMValueRef to, LLVMValueRef[] start, Func<LLVMValueRef, LLVMValueRef[], LLVMValueRef[]> body)
    {
        var (carried, back) = Loop((from, to, Whole(1)), start, body);
        _module.Rolled.Mark(back);
        return carried;
    }

    private (LLVMValueRef[] Carried, LLVMValueRef Back) Loop(
        (LLVMValueRef From, LLVMValueRef To, LLVMValueRef By) range, LLVMValueRef[] start, Func<LLVMValueRef, LLVMValueRef[], LLVMValueRef[]> body)
    {
        var (from, to, by) = range;
        var (test, inside, after) = (Block("test"), Block("loop"), Block("done"));
        var before = _builder.InsertBlock;
        _builder.BuildBr(test);
        _builder.PositionAtEnd(test);
        var i = _builder.BuildPhi(_module.I64);
        var carried = Array.ConvertAll(start, value => _builder.BuildPhi(value.TypeOf));
        _builder.BuildCondBr(IsLess(i, to), inside, after);
        _builder.PositionAtEnd(inside);
        var results = body(i, carried);
        var next = Add(i, by);
        var last = _builder.InsertBlock;
        i.AddIncoming([from, next], [before, last], 2);
        for (var k = 0; k < carried.Length; k++)
        {
            carried[k].AddIncoming([start[k], results[k]], [before, last], 2);
        }

        var back = _builder.BuildBr(test);
        _builder.PositionAtEnd(after);
        return (carried, back);
    }

    /// <summary>while (condition), with one value that goes from turn to turn; gives the last.</summary>
    public LLVMValueRef[] While(LLVMValueRef[] start, Func<LLVMValueRef[], LLVMValueRef> condition, Func<LLVMValueRef[], LLVMValueRef[]> body)
    {
        var (test, inside, after) = (Block("test"), Block("loop"), Block("done"));
        var before = _builder.InsertBlock;
        _builder.BuildBr(test);
        _builder.PositionAtEnd(test);
        var carried = Array.ConvertAll(start, value => _builder.BuildPhi(value.TypeOf));
        _builder.BuildCondBr(condition(carried), inside, after);
        _builder.PositionAtEnd(inside);
        var results = body(carried);
        for (var k = 0; k < carried.Length; k++)
        {
            carried[k].AddIncoming([start[k], results[k]], [before, _builder.InsertBlock], 2);
        }

        _builder.BuildBr(test);
        _builder.PositionAtEnd(after);
        return carried;
    }

    /// <summary>for (i = 0; i &lt; count; i++).</summary>
    public void For(long count, Action<LLVMValueRef> body) => For(Whole(0), Whole(count), body);

    public void If(LLVMValueRef condition, Action then, Action? otherwise = null)
    {
        var (yes, after) = (Block("then"), Block("end"));
        var no = otherwise is null ? after : Block("else");
        _builder.BuildCondBr(condition, yes, no);
        _builder.PositionAtEnd(yes);
        then();
        _builder.BuildBr(after);
        if (otherwise is not null)
        {
            _builder.PositionAtEnd(no);
            otherwise();
            _builder.BuildBr(after);
        }

        _builder.PositionAtEnd(after);
    }

    /// <summary>What is computed where a condition holds, else another value.</summary>
    public LLVMValueRef If(LLVMValueRef condition, LLVMValueRef otherwise, Func<LLVMValueRef> then)
    {
        var (yes, after) = (Block("then"), Block("end"));
        var before = _builder.InsertBlock;
        _builder.BuildCondBr(condition, yes, after);
        _builder.PositionAtEnd(yes);
        var result = then();
        var last = _builder.InsertBlock;
        _builder.BuildBr(after);
        _builder.PositionAtEnd(after);
        var value = _builder.BuildPhi(result.TypeOf);
        value.AddIncoming([result, otherwise], [last, before], 2);
        return value;
    }

    private LLVMBasicBlockRef Block(string name) => _module.Context.AppendBasicBlock(Function, name);
}

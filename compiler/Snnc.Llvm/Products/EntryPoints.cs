using LLVMSharp.Interop;
using Snnc.Llvm.Emission;

namespace Snnc.Llvm.Products;

/// <summary>What a network's code needs to stand alone: its weights, memory for instances, and functions that the target lacks.</summary>
internal static unsafe class EntryPoints
{
    /// <summary>The multiple at which instances and weights begin.</summary>
    public const int Alignment = 64;

    /// <summary>Adds the weights as a constant.</summary>
    public static LLVMValueRef EmbedWeights(NativeModule module, string prefix, byte[] bytes)
    {
        LLVMValueRef data;
        fixed (byte* start = bytes)
        {
            data = new((nint)LLVM.ConstStringInContext((LLVMOpaqueContext*)module.Context.Handle, (sbyte*)start, (uint)bytes.Length, 1));
        }

        var weights = module.Module.AddGlobal(LLVMTypeRef.CreateArray2(module.I8, (ulong)bytes.Length), $"{prefix}_weights");
        weights.IsGlobalConstant = true;
        weights.Initializer = data;
        weights.SetAlignment(Alignment);
        return weights;
    }

    /// <summary>Adds <c>create</c> and <c>free</c> over malloc; the address that it gave stands before the instance.</summary>
    /// <param name="weights">The weights; null where <c>create</c> is given them.</param>
    public static void AddHeap(NativeModule module, TargetMachine target, string prefix, long size, LLVMValueRef? weights)
    {
        var length = target.PointerBits == 32 ? module.I32 : module.I64;
        var create = new Code(module, module.Define($"{prefix}_create", module.Pointer, weights is null ? [module.Pointer] : []).Value);
        var room = LLVMValueRef.CreateConstInt(length, (ulong)(size + (2 * Alignment)));
        var given = create.Call(module.Function("malloc", module.Pointer, length), room);
        var result = create.Slot(module.Pointer);
        create.Store(given, result);
        create.If(create.Compare(LLVMIntPredicate.LLVMIntNE, given, LLVMValueRef.CreateConstNull(module.Pointer)), () =>
        {
            // Between one and two alignments on: there is room for an address before it.
            var past = create.AddressOf(given);
            var start = create.At(
                module.I8, given, create.Subtract(create.Whole(2 * Alignment), create.And(past, create.Whole(Alignment - 1))));
            create.Store(given, create.Offset(start, -sizeof(long)));
            create.Call(module.Function($"{prefix}_init", module.Void), start, weights ?? create.Argument(0));
            create.Store(start, result);
        });
        create.Return(create.Load(module.Pointer, result));

        var free = new Code(module, module.Define($"{prefix}_free", module.Void, module.Pointer).Value);
        var network = free.Argument(0);
        free.If(free.Compare(LLVMIntPredicate.LLVMIntNE, network, LLVMValueRef.CreateConstNull(module.Pointer)), () =>
            free.Call(module.Function("free", module.Void, module.Pointer), free.Load(module.Pointer, free.Offset(network, -sizeof(long)))));
        free.Return();
    }

    /// <summary>
    /// Adds <c>fmaf</c>, which WebAssembly has no instruction for. The product of two floats is exact in double; the sum is rounded to odd, so that
    /// rounding it once more, to float, gives what one rounding would (Boldo and Melquiond, "Emulation of FMA and correctly rounded sums:
    /// proved algorithms using rounding to odd", IEEE Transactions on Computers 57, 2008).
    /// </summary>
    public static void AddFusedMultiplyAdd(NativeModule module)
    {
        var function = module.Define("fmaf", module.F32, module.F32, module.F32, module.F32).Value;
        function.Linkage = LLVMLinkage.LLVMWeakAnyLinkage;
        function.Visibility = LLVMVisibility.LLVMHiddenVisibility;
        var code = new Code(module, function);
        var product = code.RealMultiply(code.ToDouble(code.Argument(0)), code.ToDouble(code.Argument(1)));
        var addend = code.ToDouble(code.Argument(2));
        var sum = code.RealAdd(product, addend);

        // What the rounding of the sum left out (Knuth's TwoSum).
        var part = code.RealSubtract(sum, product);
        var left = code.RealAdd(code.RealSubtract(product, code.RealSubtract(sum, part)), code.RealSubtract(addend, part));
        var bits = code.BitsOf(sum, module.I64);
        var isExact = code.Compare(LLVMRealPredicate.LLVMRealUEQ, left, code.Double(0));
        var isOdd = code.Equals(code.And(bits, code.Whole(1)), code.Whole(1));
        var isTowardsZero = code.Compare(
            LLVMIntPredicate.LLVMIntNE,
            code.Extend(code.Compare(LLVMRealPredicate.LLVMRealOGT, left, code.Double(0)), module.I64),
            code.Extend(code.Compare(LLVMRealPredicate.LLVMRealOGT, sum, code.Double(0)), module.I64));

        // Left over towards 0, the truncated sum is the neighbour nearer to 0; either way its last bit becomes 1.
        var odd = code.Select(isTowardsZero, code.Subtract(bits, code.Whole(1)), code.Add(bits, code.Whole(1)));
        var rounded = code.Select(code.Or(isExact, isOdd), bits, odd);
        code.Return(code.ToSingle(code.BitsOf(rounded, module.F64)));
    }
}

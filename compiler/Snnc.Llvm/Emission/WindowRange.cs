using LLVMSharp.Interop;
using Snnc.Compiler.Ir;

namespace Snnc.Llvm.Emission;

/// <summary>What a window sees of an image along one axis.</summary>
/// <param name="Kernel">Its extent.</param>
/// <param name="Stride">From a window to the next.</param>
/// <param name="Padding">How far the first stands over the edge.</param>
/// <param name="Extent">The image's.</param>
internal sealed record WindowRange(int Kernel, int Stride, int Padding, int Extent)
{
    /// <summary>The windows of a pooling.</summary>
    public static WindowRange Of(PoolOp op, int extent) => new(op.Kernel, op.Stride, op.Padding, extent);

    /// <summary>Where a window begins, which may be before the image.</summary>
    public LLVMValueRef Start(Code code, LLVMValueRef place) => code.Subtract(code.Multiply(place, Stride), code.Whole(Padding));

    /// <summary>From where to before where it lies inside the image.</summary>
    public (LLVMValueRef From, LLVMValueRef To) Inside(Code code, LLVMValueRef place)
    {
        var start = Start(code, place);
        return (Clip(code, start), Clip(code, code.Add(start, code.Whole(Kernel))));
    }

    private LLVMValueRef Clip(Code code, LLVMValueRef place)
    {
        var least = code.Select(code.IsLess(place, code.Whole(0)), code.Whole(0), place);
        return code.Select(code.IsLess(code.Whole(Extent), least), code.Whole(Extent), least);
    }
}

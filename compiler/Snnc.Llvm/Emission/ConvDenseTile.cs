using System;
using LLVMSharp.Interop;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The product of all that each pixel's window holds: rows of pixels, between zeros where the convolution pads, under the rows of the kernel.
/// </summary>
internal sealed class ConvDenseTile : ConvTile
{
    // Vectors that are copied one by one.
    private const int MostCopied = 24;

    private readonly ConvProduct _product;

    /// <param name="scope">What the convolution sees.</param>
    public ConvDenseTile(NodeScope scope)
        : base(scope)
    {
        Sums = scope.Part("row").Pointer;
        _product = new ConvProduct(scope, Geometry, Op.Weight, Op.Bias);
    }

    /// <inheritdoc/>
    public override LLVMValueRef Sums { get; }

    /// <summary>Writes the zeros around a row of pixels.</summary>
    public override void Begin()
    {
        if (Op.Padding > 0)
        {
            var rows = Geometry.KernelHeight * ConvRows.PaddedLength(Op, Scope.TypeOf(0).Shape);
            Code.Clear(Scope.Part(SlotPart.PaddedRow).Pointer, rows * sizeof(float));
        }
    }

    // Rows of pixels lie between zeros, so that what a pixel sees is one piece of each.
    /// <inheritdoc/>
    public override void Emit(LLVMValueRef row, LLVMValueRef step)
    {
        var g = Geometry;
        var length = (long)g.Width * g.Channels;
        var (top, (first, end)) = (Windows.Start(Code, row), Windows.Inside(Code, row));
        var rows = (From: Code.Subtract(first, top), To: Code.Subtract(end, top));
        var image = Scope.RowAt(Scope.Layout.RowsOf(Scope.Node.Inputs[0]), step);
        if (Op.Padding == 0)
        {
            _product.Emit(Code.At(Code.Module.F32, image, Code.Multiply(top, length)), length, Op.Stride * g.Channels, rows, Sums);
            return;
        }

        var (padded, stride) = (Scope.Part(SlotPart.PaddedRow).Pointer, ConvRows.PaddedLength(Op, Scope.TypeOf(0).Shape));
        Code.For(rows.From, rows.To, ky => CopyRow(
            Code.At(Code.Module.F32, padded, Code.Add(Code.Multiply(ky, stride), Code.Whole((long)Op.Padding * g.Channels))),
            Code.At(Code.Module.F32, image, Code.Multiply(Code.Add(top, ky), length)),
            length));
        _product.Emit(padded, stride, Op.Stride * g.Channels, rows, Sums);
    }

    // A call takes longer than to copy a short row, whose last vectors may overlap.
    private void CopyRow(LLVMValueRef to, LLVMValueRef from, long length)
    {
        if (length < Code.Lanes || length > MostCopied * Code.Lanes)
        {
            Code.Copy(to, from, Code.Whole(length * sizeof(float)));
            return;
        }

        for (var i = 0L; i < length; i += Code.Lanes)
        {
            var at = Code.Whole(Math.Min(i, length - Code.Lanes));
            Code.Store(Code.LoadLanes(from, at, sizeof(float)), Code.At(Code.Module.F32, to, at), sizeof(float));
        }
    }
}

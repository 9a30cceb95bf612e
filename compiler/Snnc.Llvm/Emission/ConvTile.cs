using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>A convolution in tiles, one row of output pixels at a time, channels innermost.</summary>
/// <param name="scope">What the convolution sees.</param>
internal abstract class ConvTile(NodeScope scope)
{
    /// <summary>Gets where the sums of the row's first pixel lie.</summary>
    public abstract LLVMValueRef Sums { get; }

    /// <summary>Gets what the convolution sees.</summary>
    protected NodeScope Scope => scope;

    /// <summary>Gets what the code is written to.</summary>
    protected Code Code => scope.Code;

    /// <summary>Gets the convolution.</summary>
    protected ConvOp Op => (ConvOp)scope.Node.Op;

    /// <summary>Gets its sizes.</summary>
    protected ConvGeometry Geometry { get; } = new((ConvOp)scope.Node.Op, scope.TypeOf(0).Shape, scope.Shape);

    /// <summary>Gets which rows of an image the kernel sees.</summary>
    protected WindowRange Windows => new(Geometry.KernelHeight, Op.Stride, Op.Padding, Geometry.Height);

    /// <summary>What adds up the sums of a convolution.</summary>
    /// <param name="kernel">Which of the kernels of its plan.</param>
    public static ConvTile Of(NodeScope scope, string kernel) => kernel == Kernel.DenseTiles ? new ConvDenseTile(scope) : new ConvEventTile(scope);

    /// <summary>Whether rows of a convolution's sums, or of a population after one, are whole vectors, and lie at multiples of them.</summary>
    public static bool HasRowsOf(NodePlan plan, int lanes)
    {
        var shape = plan.Node.Type.Shape;
        var margin = plan.Node.Op is ConvOp op && plan.Kernels.Any(kernel => kernel != Kernel.DenseTiles) ? (ConvRows.Reach(op) - 1) * shape[0] : 0;
        return (long)shape[0] * shape[2] % lanes == 0 && margin % lanes == 0;
    }

    /// <summary>Writes what stays the same all through the region.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Writes the sums of an output row in a step of the tile of time.</summary>
    public abstract void Emit(LLVMValueRef row, LLVMValueRef step);
}

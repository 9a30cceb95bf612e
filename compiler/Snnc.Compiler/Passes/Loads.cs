using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Passes;

/// <summary>Builds what is computed when the network is loaded; operands fit together by broadcasting.</summary>
internal static class Loads
{
    public static LoadExpr Multiply(LoadExpr x, LoadExpr y) => Binary("mul", x, y);

    public static LoadExpr Divide(LoadExpr x, LoadExpr y) => Binary("div", x, y);

    public static LoadExpr Add(LoadExpr x, LoadExpr y) => Binary("add", x, y);

    public static LoadExpr Subtract(LoadExpr x, LoadExpr y) => Binary("sub", x, y);

    public static LoadExpr SquareRoot(LoadExpr x) => new LoadUnary(x.Shape, "sqrt", x);

    /// <summary>The same elements under another shape.</summary>
    public static LoadExpr Reshape(LoadExpr x, Shape shape) => x.Shape == shape ? x : new LoadReshape(shape, x);

    /// <summary>The sum over the last axes.</summary>
    public static LoadExpr Sum(LoadExpr x, int axes) => new LoadSum(Shape.Of(x.Shape.Take(x.Shape.Rank - axes)), axes, x);

    /// <summary>
    /// What varies along one axis of a shape alone, as a list of that axis's extent; or one number; or null for what varies otherwise.
    /// </summary>
    /// <param name="x">It broadcasts to the shape.</param>
    public static LoadExpr? AlongAxis(LoadExpr x, Shape shape, int axis)
    {
        var at = axis - (shape.Rank - x.Shape.Rank);
        var extent = at >= 0 && at < x.Shape.Rank ? x.Shape[at] : 1;
        return x.Shape.Size != extent ? null : Reshape(x, at >= 0 && extent == shape[axis] ? [extent] : Shape.Scalar);
    }

    private static LoadBinary Binary(string function, LoadExpr x, LoadExpr y) => new(Shape.Broadcast(x.Shape, y.Shape) ?? x.Shape, function, x, y);
}

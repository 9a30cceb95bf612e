using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir;

/// <summary>
/// Weights rounded to 8 bits an output: <c>q = round_half_even(w / s)</c> from -127 to 127, value <c>q * s</c>, with the step s of each output as
/// <see cref="LoadRowStep"/> gives it. Biases are rounded to whole steps too, so that the sum of spikes' weights and bias is a whole number of steps, and
/// exact in single precision in any order while it has less than 65,536 of them.
/// </summary>
public static class RowRounding
{
    private const int Bits = 8;

    /// <summary>Weights [outputs, ...], rounded.</summary>
    public static LoadExpr Weights(LoadExpr weights) => Rounded(weights, Along(StepOf(weights), weights.Shape));

    /// <summary>Biases [outputs] of these weights, rounded.</summary>
    public static LoadExpr Bias(LoadExpr bias, LoadExpr weights) => Rounded(bias, StepOf(weights));

    /// <summary>Tells a constant that <see cref="Weights"/> made.</summary>
    public static bool IsRounded(Constant weights) => weights.Element == ElementType.Real
        && weights.Value is LoadBinary { Left: LoadUnary { Operand: LoadBinary { Left: { Shape.Rank: > 0 } operand } } }
        && weights.Value == Weights(operand);

    private static LoadRowStep StepOf(LoadExpr weights) => new([weights.Shape[0]], Bits, weights);

    private static LoadBinary Rounded(LoadExpr x, LoadExpr step)
    {
        var quotient = new LoadBinary(x.Shape, "div", x, step);
        return new LoadBinary(x.Shape, "mul", new LoadUnary(x.Shape, "round", quotient), step);
    }

    // The steps beside each output's weights.
    private static LoadReshape Along(LoadExpr step, Shape shape)
    {
        var extents = new int[shape.Rank];
        for (var axis = 0; axis < extents.Length; axis++)
        {
            extents[axis] = axis == 0 ? shape[0] : 1;
        }

        return new LoadReshape(Shape.Of(extents), step);
    }
}

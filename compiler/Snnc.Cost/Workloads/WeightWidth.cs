using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Cost.Workloads;

/// <summary>The bits of a connection's weights.</summary>
internal static class WeightWidth
{
    private const int Single = 32;
    private const int Byte = 8;

    /// <summary>What the program rounds them to, else single precision; whole weights without rounding too, since only the data tell their
    /// range.</summary>
    public static int Of(Constant weight) => RowRounding.IsRounded(weight) ? Byte : Rounded(weight.Value) ?? Single;

    // A scale or transposition around the rounding changes nothing about it.
    private static int? Rounded(LoadExpr value) => value switch
    {
        LoadQuantize quantize => quantize.Bits,
        LoadTranspose transpose => Rounded(transpose.Operand),
        LoadReshape reshape => Rounded(reshape.Operand),
        LoadUnary { Function: "int" or "neg" } unary => Rounded(unary.Operand),
        LoadBinary { Function: "mul" or "div" } scaled =>
            new[] { scaled.Left, scaled.Right }.Select(Rounded).FirstOrDefault(bits => bits is not null),
        _ => null,
    };
}

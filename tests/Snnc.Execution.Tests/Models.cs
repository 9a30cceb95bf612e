using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tests.Ir;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;

namespace Snnc.Execution.Tests;

/// <summary>Neuron models as lowering makes them.</summary>
internal static class Models
{
    public static Expr V { get; } = new StateExpr(ExprType.Real, "v");

    public static Expr I { get; } = new PortExpr(ExprType.Real, "i");

    public static Expr Constant(string name) => new ConstantExpr(ExprType.Real, name);

    public static Expr Number(float value) => new RealExpr(value);

    public static BinaryExpr Real(BinaryOp op, Expr x, Expr y) => new(ExprType.Real, op, x, y);

    public static BinaryExpr Int(BinaryOp op, Expr x, Expr y) => new(ExprType.Int, op, x, y);

    public static BinaryExpr Test(BinaryOp op, Expr x, Expr y) => new(ExprType.Bool, op, x, y);

    public static AssignStateStmt Set(string state, Expr value) => new(state, value);

    /// <summary>v = decay * v + i; fires above the threshold, which is subtracted.</summary>
    public static NeuronOp Leaky(int edges = 1, string decay = "beta", string threshold = "one", string initial = "zero") => new(
        "leaky",
        [new Port("i", ElementType.Real, edges)],
        [new State("v", 0, Overflow.None, initial)],
        [
            Set("v", new FmaExpr(Constant(decay), V, I)),
            new SpikeStmt(Test(BinaryOp.Greater, V, Constant(threshold)), null, [Set("v", Real(BinaryOp.Subtract, V, Constant(threshold)))]),
        ]);

    /// <summary>The integrator v += i, which gives v.</summary>
    public static NeuronOp Integrator() => new(
        "integrator", [new Port("i", ElementType.Real, 1)], [new State("v", 0, Overflow.None, "zero")],
        [Set("v", Real(BinaryOp.Add, V, I)), new EmitStmt(V)]);

    public static NeuronOp Neuron(EquatableArray<Port> ports, EquatableArray<State> states, params Stmt[] body) =>
        new("model", ports, states, body.ToEquatableArray());

    /// <summary>A convolution of an image and its population, and another of 3 x 3 to so many channels, whose spikes are counted.</summary>
    public static GraphBuilder Convolutions(int steps, (int Channels, int Height, int Width) image, int outputs, ConvOp conv, bool hasValues, int last)
    {
        int Out(int extent) => ((extent + (2 * conv.Padding) - conv.Kernel) / conv.Stride) + 1;
        var (channels, height, width) = image;
        var (rows, columns, taps) = (Out(height), Out(width), conv.Kernel * conv.Kernel);
        return new GraphBuilder(steps).Input("x", hasValues ? Signal(channels, height, width) : Spikes(channels, height, width))
            .Real("k1", [outputs, channels, conv.Kernel, conv.Kernel], Weights(outputs * channels * taps, 1)).Real("b1", [outputs], Weights(outputs, 2))
            .Real("k2", [last, outputs, 3, 3], Weights(9 * last * outputs, 3)).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
            .Node("c1", conv, Signal(outputs, rows, columns), "x").Node("h1", Leaky(decay: "half"), Spikes(outputs, rows, columns), "c1")
            .Node("c2", new ConvOp(2, 3, 1, 1, 1, 1, "k2", null), Signal(last, rows, columns), "h1")
            .Node("h2", Leaky(decay: "half"), Spikes(last, rows, columns), "c2")
            .Node("n", new DecodeOp(DecodeKind.Sum, null), Frame(last, rows, columns), "h2").Output("n", "h1");
    }
}

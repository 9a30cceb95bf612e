using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

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
}

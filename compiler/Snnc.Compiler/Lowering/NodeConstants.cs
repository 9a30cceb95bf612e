using System.Collections.Generic;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;

namespace Snnc.Compiler.Lowering;

/// <summary>Puts known values into a neuron's body: numbers as they are, arrays and what comes at load time as constants of the graph.</summary>
internal sealed class NodeConstants(string node, ConstantPool pool)
{
    private readonly Dictionary<LoadExpr, string> _names = [];
    private int _unnamed;

    /// <summary>Gives a value the name that its constant should have.</summary>
    public void Name(LoadExpr value, string name)
    {
        if (!_names.ContainsKey(value))
        {
            _names[value] = name;
        }
    }

    /// <summary>The expression of a known value or one of each step.</summary>
    public Expr ToExpr(Operand operand) => operand.Node?.Invoke() ?? (operand.Load, operand.Type) switch
    {
        (LoadNumber number, ExprType.Bool) => new BoolExpr(number.Value != 0),
        (LoadNumber number, ExprType.Int) => new IntExpr(WholeFunctions.FromReal(number.Value)),
        (LoadNumber number, _) => new RealExpr((float)number.Value),
        (_, ExprType.Bool) => new BinaryExpr(ExprType.Bool, BinaryOp.NotEqual, new ConstantExpr(ExprType.Real, Add(operand)), new RealExpr(0)),
        _ => new ConstantExpr(operand.Type, Add(operand)),
    };

    /// <summary>The constant that holds a state's initial value.</summary>
    public string Initial(string state, LoadExpr value, bool isInt) =>
        pool.Add($"{node}.{state}.initial", isInt ? ElementType.Int : ElementType.Real, value.Shape, value);

    private string Add(Operand operand)
    {
        var value = operand.Load!;
        var name = _names.TryGetValue(value, out var known) ? known : $"p{++_unnamed}";
        Name(value, name);
        return pool.Add($"{node}.{name}", operand.Type == ExprType.Int ? ElementType.Int : ElementType.Real, value.Shape, value);
    }
}

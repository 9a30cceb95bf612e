using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Part of placement: states of a stepped population that hold nothing but whole numbers from 0 to 255, as what is left of a rest does, are held in bytes. The
/// population goes through its states in every step, so that they cost what they weigh.
/// <code>
/// before                                before, rewritten                  after
///   if left &lt;= 0.0 { v = ... }            if left &lt;= 0.0 { v = ... }         n   lanes   ...; left as bytes
///   if left > 0.0 { left = left - 1.0 }   left = max(left - 1.0, 0.0)
///   spike when ... { left = 50.0 }        spike when ... { left = 50.0 }
/// </code>
/// Cases: the state starts with a known number, is set to known ones or counted down to 0, and is read to be compared with known ones alone; nobody else
/// reads it, and the population is of full eights. Numbers are then never none, so that of two opposite comparisons one holds.
/// </summary>
internal sealed class ByteStates
{
    private const float Greatest = byte.MaxValue;
    private const int Lanes = 8;

    private readonly string _state;
    private bool _fits = true;

    private ByteStates(string state) => _state = state;

    /// <summary>The plan of a node with such states in bytes.</summary>
    public static NodePlan Narrow(NodePlan plan, PlanContext context)
    {
        if (plan is not { Kernel: Kernel.Lanes, Node.Op: NeuronOp } || plan.Node.Type.Shape.Size % Lanes != 0)
        {
            return plan;
        }

        return ((NeuronOp)plan.Node.Op).States.Aggregate(plan, (narrowed, state) => Narrow(narrowed, state, context));
    }

    private static NodePlan Narrow(NodePlan plan, State state, PlanContext context)
    {
        var (value, neuron) = (new ValueRef(plan.Node.Name, state.Name), (NeuronOp)plan.Node.Op);
        var initial = context.Graph.Constants.First(constant => constant.Name == state.Initial).Value;
        if (state.Element != ElementType.Real || initial is not LoadNumber { Value: var start } || !IsByte((float)start)
            || context.Uses.ReadersOf(value).Count > 0 || context.Uses.IsOutput(value))
        {
            return plan;
        }

        var narrowing = new ByteStates(state.Name);
        var body = narrowing.Rewrite(neuron.Body).ToEquatableArray();
        return !narrowing._fits || !Exprs.InBody(body).Any(narrowing.IsState) ? plan : plan with
        {
            Node = plan.Node with { Op = neuron with { Body = body } },
            ByteStates = plan.ByteStates.Append(state.Name).ToEquatableArray(),
        };
    }

    private static bool IsByte(float value) => value is >= 0 and <= Greatest && (int)value == value;

    private IEnumerable<Stmt> Rewrite(IEnumerable<Stmt> body) => body.SelectMany(Rewrite);

    private IEnumerable<Stmt> Rewrite(Stmt statement)
    {
        switch (statement)
        {
            case AssignStateStmt assign when assign.Name == _state:
                _fits &= assign.Value is RealExpr { Value: var value } ? IsByte(value) : IsCountedDown(assign.Value);
                return [statement];
            case IfStmt { Else.Count: 0 } choice when CountsDown(choice):
                return [new AssignStateStmt(_state, CountDown())];
            case IfStmt { Else.Count: 0, Condition: BinaryExpr { Op: BinaryOp.Or, Left: var one, Right: var other } } either
                when IsComparison(one) && DisjointBranches.AreDisjoint(one, other):
                return Rewrite(either.Then);
            case IfStmt choice:
                Check(choice.Condition);
                return [choice with { Then = Rewrite(choice.Then).ToEquatableArray(), Else = Rewrite(choice.Else).ToEquatableArray() }];
            case SpikeStmt spike:
                Check(spike.Condition);
                return [spike with { Body = Rewrite(spike.Body).ToEquatableArray() }];
            default:
                Check(ValueOf(statement));
                return [statement];
        }
    }

    private static Expr ValueOf(Stmt statement) => statement switch
    {
        LocalStmt local => local.Value,
        AssignLocalStmt local => local.Value,
        AssignStateStmt state => state.Value,
        _ => ((EmitStmt)statement).Value,
    };

    // Above 0 a whole number is at least 1.
    private bool CountsDown(IfStmt choice) => choice is { Condition: BinaryExpr condition, Then.Count: 1 } && IsState(condition.Left)
        && (condition.Op, condition.Right) is (BinaryOp.Greater or BinaryOp.NotEqual, RealExpr { Value: 0 }) or (BinaryOp.GreaterOrEqual, RealExpr { Value: 1 })
        && choice.Then[0] == new AssignStateStmt(_state, Less(1));

    private BinaryExpr CountDown() => new(ExprType.Real, BinaryOp.Max, Less(1), new RealExpr(0));

    private BinaryExpr Less(float by) => new(ExprType.Real, BinaryOp.Subtract, new StateExpr(ExprType.Real, _state), new RealExpr(by));

    private bool IsCountedDown(Expr value) => value is BinaryExpr { Op: BinaryOp.Max, Left: BinaryExpr less, Right: RealExpr { Value: 0 } }
        && less.Right is RealExpr by && less == Less(by.Value) && IsByte(by.Value);

    private void Check(Expr expression)
    {
        if (!IsComparison(expression))
        {
            _fits &= !IsState(expression);
            foreach (var operand in Exprs.Operands(expression))
            {
                Check(operand);
            }
        }
    }

    private bool IsComparison(Expr expression) => expression is BinaryExpr
    {
        Op: BinaryOp.Equal or BinaryOp.NotEqual or BinaryOp.Less or BinaryOp.LessOrEqual or BinaryOp.Greater or BinaryOp.GreaterOrEqual,
        Right: RealExpr { Value: var with },
    } comparison && IsState(comparison.Left) && IsByte(with);

    private bool IsState(Expr expression) => expression is StateExpr state && state.Name == _state;
}

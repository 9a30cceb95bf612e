using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Part of placement: where spikes are rare, hardly a neuron rests after one, and none is asked in every step whether it does. What a rest holds is set to no
/// number, so that no threshold is passed, and set to what it is held at when the rest ends.
/// <code>
/// before                                                      after
///   if left &lt;= 0.0 { v = 0.9 * v + g }                          v = 0.9 * v + g
///   g = 0.8 * g                                                 g = 0.8 * g
///   left = max(left - 1.0, 0.0)                                 spike when v > 1.0 { }
///   spike when v > 1.0 { v = 0.0; left = 50.0 }                 n   lanes   ...; rests apart: 50 steps hold v
/// </code>
/// Cases: the counter is a state in bytes, 0 at first, set by the spike at the end of the body alone, and counted down by one once a step; a spike sets what a
/// rest holds to numbers at which nothing fires; all else goes on in a rest as it does without, and does not read what is held; nor does anybody outside.
/// Nothing else fires, and whoever does is listed.
/// </summary>
internal sealed class Rests
{
    private readonly string _counter;
    private int _least;
    private int _most;

    private Rests(string counter, int least, int most) => (_counter, _least, _most) = (counter, least, most);

    /// <summary>The plan of a population with its rests apart where that may be.</summary>
    /// <param name="given">The states that connections add to.</param>
    public static NodePlan SetApart(NodePlan plan, PlanContext context, IReadOnlyCollection<ValueRef> given) =>
        !plan.ResetsApart || !plan.ListsSpikes || context.Graph.Time.Steps is null or 1 ? plan
        : plan with { Rest = plan.ByteStates.Select(counter => Find(plan.Node, counter, context, given)).FirstOrDefault(rest => rest is not null) };

    private static Rest? Find(Node node, string counter, PlanContext context, IReadOnlyCollection<ValueRef> given)
    {
        var neuron = (NeuronOp)node.Op;
        var (before, spike) = (neuron.Body.Take(neuron.Body.Count - 1).ToList(), (SpikeStmt)neuron.Body[neuron.Body.Count - 1]);
        if (Statements.In(before).Any(statement => statement is SpikeStmt or EmitStmt)
            || NumberSet(spike, counter) is not { } steps || steps < 1 || Initial(neuron, counter, context) != 0
            || !CountsDownOnce(before, counter))
        {
            return null;
        }

        var awakeBody = new Rests(counter, 0, 0);
        var (awake, resting) = (awakeBody.Fold(before).ToList(), new Rests(counter, 1, (int)steps).Fold(before).ToList());
        var held = Statements.StatesSetIn(awake).Except(Statements.StatesSetIn(resting)).Distinct()
            .Select(name => (Name: name, Value: NumberSet(spike, name))).ToList();
        HashSet<string> apart = [.. held.Select(state => state.Name), counter];
        var (rest, condition) = (Without(spike.Body, apart).ToList(), awakeBody.Fold(spike.Condition));
        var mayBe = held.All(state => state.Value is not null && !IsSeen(new ValueRef(node.Name, state.Name), context, given))
            && Without(awake, apart).SequenceEqual(resting) && !Reads(resting.Concat(rest), apart)
            && NeverFires(condition, held.ToDictionary(state => state.Name, state => state.Value ?? 0));
        return !mayBe ? null : new Rest(
            counter,
            (int)steps,
            held.Select(state => new HeldState(state.Name, state.Value!.Value)).ToEquatableArray(),
            neuron with
            {
                States = neuron.States.Where(state => state.Name != counter).ToEquatableArray(),
                Body = awake.Append(spike with { Condition = condition, Body = rest.ToEquatableArray() }).ToEquatableArray(),
            });
    }

    private static bool IsSeen(ValueRef value, PlanContext context, IReadOnlyCollection<ValueRef> given) =>
        given.Contains(value) || context.Uses.ReadersOf(value).Count > 0 || context.Uses.IsOutput(value);

    private static double Initial(NeuronOp neuron, string state, PlanContext context)
    {
        var initial = neuron.States.First(other => other.Name == state).Initial;
        return ((LoadNumber)context.Graph.Constants.First(constant => constant.Name == initial).Value).Value;
    }

    // The number that a spike sets a state to, in one statement.
    private static float? NumberSet(SpikeStmt spike, string state) =>
        Statements.StatesSetIn(spike.Body).Count(name => name == state) == 1
            && spike.Body.OfType<AssignStateStmt>().FirstOrDefault(statement => statement.Name == state)?.Value is RealExpr number ? number.Value : null;

    private static bool CountsDownOnce(List<Stmt> body, string counter) =>
        Statements.StatesSetIn(body).Count(name => name == counter) == 1 && body.OfType<AssignStateStmt>().Any(statement => CountsDown(statement, counter));

    private static bool CountsDown(AssignStateStmt statement, string counter) => statement.Name == counter
        && statement.Value is BinaryExpr { Op: BinaryOp.Max, Left: BinaryExpr { Op: BinaryOp.Subtract, Right: RealExpr { Value: 1 } } };

    private static bool Reads(IEnumerable<Stmt> body, HashSet<string> states) =>
        Exprs.InBody(body).Any(expression => expression is StateExpr state && states.Contains(state.Name));

    private static IEnumerable<Stmt> Without(IEnumerable<Stmt> body, IReadOnlyCollection<string> states) => body.SelectMany(statement => statement switch
    {
        AssignStateStmt assign when states.Contains(assign.Name) => [],
        IfStmt choice => If(choice.Condition, Without(choice.Then, states), Without(choice.Else, states)),
        _ => (IEnumerable<Stmt>)[statement],
    });

    private static IEnumerable<Stmt> If(Expr condition, IEnumerable<Stmt> then, IEnumerable<Stmt> otherwise)
    {
        var choice = new IfStmt(condition, then.ToEquatableArray(), otherwise.ToEquatableArray());
        return choice.Then.Count + choice.Else.Count == 0 ? [] : [choice];
    }

    // One of the things that a spike asks for is wrong of what is held, and of no number.
    private static bool NeverFires(Expr condition, IReadOnlyDictionary<string, float> held) => condition switch
    {
        BinaryExpr { Op: BinaryOp.And } both => NeverFires(both.Left, held) || NeverFires(both.Right, held),
        BinaryExpr { Op: BinaryOp.Greater or BinaryOp.GreaterOrEqual or BinaryOp.Less or BinaryOp.LessOrEqual, Right: RealExpr number } test =>
            test.Left is StateExpr state && held.TryGetValue(state.Name, out var value) && Exprs.Holds(test.Op, value, number.Value) == false,
        _ => false,
    };

    // ---- the body where what the counter may be is known -----------------------------------------------------------------------

    private IEnumerable<Stmt> Fold(IEnumerable<Stmt> body) => body.SelectMany(statement => Fold(statement));

    private IEnumerable<Stmt> Fold(Stmt statement)
    {
        switch (statement)
        {
            case AssignStateStmt assign when assign.Name == _counter:
                (_least, _most) = (System.Math.Max(_least - 1, 0), System.Math.Max(_most - 1, 0));
                return [];
            case AssignStateStmt assign:
                return [assign with { Value = Fold(assign.Value) }];
            case AssignLocalStmt assign:
                return [assign with { Value = Fold(assign.Value) }];
            case LocalStmt local:
                return [local with { Value = Fold(local.Value) }];
            case IfStmt choice:
                var condition = Fold(choice.Condition);
                return condition is BoolExpr { Value: var holds } ? Fold(holds ? choice.Then : choice.Else)
                    : If(condition, Fold(choice.Then), Fold(choice.Else));
            default:
                return [statement];
        }
    }

    private Expr Fold(Expr expression) => expression switch
    {
        BinaryExpr { Left: StateExpr state, Right: RealExpr number } test when state.Name == _counter => Folded(test, number.Value),
        BinaryExpr { Op: BinaryOp.And or BinaryOp.Or } both => Join(both with { Left = Fold(both.Left), Right = Fold(both.Right) }),
        BinaryExpr other => other with { Left = Fold(other.Left), Right = Fold(other.Right) },
        UnaryExpr { Op: UnaryOp.Not } not => Fold(not.Operand) is BoolExpr truth ? new BoolExpr(!truth.Value) : not with { Operand = Fold(not.Operand) },
        UnaryExpr other => other with { Operand = Fold(other.Operand) },
        FmaExpr fma => fma with { X = Fold(fma.X), Y = Fold(fma.Y), Z = Fold(fma.Z) },
        SelectExpr select => Fold(select.Condition) is BoolExpr truth ? Fold(truth.Value ? select.WhenTrue : select.WhenFalse)
            : select with { Condition = Fold(select.Condition), WhenTrue = Fold(select.WhenTrue), WhenFalse = Fold(select.WhenFalse) },
        CallExpr call => call with { Operand = Fold(call.Operand) },
        _ => expression,
    };

    private Expr Folded(BinaryExpr test, float number)
    {
        var answers = Enumerable.Range(_least, _most - _least + 1).Select(count => Exprs.Holds(test.Op, count, number) == true).Distinct().ToList();
        return answers.Count == 1 ? new BoolExpr(answers[0]) : test;
    }

    // Of a truth and another condition: the truth, or the other.
    private static Expr Join(BinaryExpr both) => (both.Left, both.Right) switch
    {
        (BoolExpr truth, var other) => truth.Value == (both.Op == BinaryOp.And) ? other : truth,
        (var other, BoolExpr truth) => truth.Value == (both.Op == BinaryOp.And) ? other : truth,
        _ => both,
    };
}

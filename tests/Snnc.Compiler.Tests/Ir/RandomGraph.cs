using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using ValueType = Snnc.Compiler.Ir.ValueType;

namespace Snnc.Compiler.Tests.Ir;

/// <summary>
/// Graphs that can be written down, whether or not they mean something: every operator, statement, expression and load expression, and names
/// and numbers that are hard to write.
/// </summary>
internal sealed class RandomGraph(int seed)
{
    private static readonly string[] Words =
        ["a", "b2", "r1.x", "r.0.c1", "if", "inf", "state", "1x", "we ird", "q\"\\\n\t", "é", "", "int", "time", "wrap"];
    private static readonly double[] Doubles =
        [0, 1, -1, 0.1, 1e-300, -1.5e300, double.NaN, double.NegativeInfinity, 9007199254740993, 5e-324, 123456.789];
    private static readonly float[] Singles =
        [0, 1, -2, 0.1f, 1e-40f, 3.4e38f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 16777217, 0.904837418f];

    private readonly Random _random = new(seed);
    private readonly List<Constant> _constants = [];
    private int _count;

    public Graph Make()
    {
        _constants.AddRange(Many(4, () => new Constant(Fresh(), Element(), Shape(), Load(3))));
        return new Graph
        {
            Name = Word(),
            Documentation = Text(),
            Time = new TimeBase(Maybe(() => Double()), Maybe(() => _random.Next()), _random.Next(2) == 0),
            Containers = Many(2, () => new Container(Word(), Text(), Text())).ToEquatableArray(),
            Constants = _constants.ToEquatableArray(),
            Nodes = Many(6, Node).ToEquatableArray(),
            Outputs = Many(2, () => new Output(Word(), Value(), Text())).ToEquatableArray(),
        };
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private List<T> Many<T>(int most, Func<T> make) => Enumerable.Range(0, _random.Next(most + 1)).Select(_ => make()).ToList();

    private T? Maybe<T>(Func<T> make)
        where T : struct => _random.Next(2) == 0 ? make() : null;

    private string Word() => Pick(Words);

    private string Fresh() => $"{Word()}{_count++}";

    private string? Text() => Pick<string?>([null, "", "one", " two\n\n  lines ", "\"quoted\" \\ // text"]);

    private double Double() => Pick(Doubles);

    private int Int() => _random.Next(3) == 0 ? -_random.Next() : _random.Next(5);

    private long Long() => _random.Next(3) == 0 ? Pick([long.MinValue, long.MaxValue, -1]) : _random.Next(100);

    private ElementType Element() => Pick([ElementType.Real, ElementType.Int]);

    private Shape Shape() => Tensors.Shape.Of(Many(3, () => _random.Next(1, 4)));

    private ValueRef Value() => new(Word(), _random.Next(3) == 0 ? Word() : null);

    private LoadExpr Load(int depth)
    {
        if (depth == 0 || _random.Next(3) == 0)
        {
            return Pick<Func<LoadExpr>>([() => new LoadNumber(Double()), () => new LoadTensor(Shape(), Word(), Word()),
                () => new LoadUniform(Shape(), Double(), Double(), Long())])();
        }

        LoadExpr Inner() => Load(depth - 1);
        var made = Pick<Func<LoadExpr>>(
        [
            () => new LoadUnary([], Pick(LoadOperators.Unary.ToList()), Inner()),
            () => new LoadBinary([], Pick(LoadOperators.Binary.ToList()), Inner(), Inner()),
            () => new LoadSelect([], Inner(), Inner(), Inner()), () => new LoadTranspose([], Inner()), () => new LoadReshape([], Inner()),
            () => new LoadQuantize([], Int(), Inner()), () => new LoadRowStep([], Int(), Inner()), () => new LoadExponential([], Int(), [Inner(), Inner()], Int(), Int()),
            () => new LoadSum([], Int(), Inner()),
        ])();
        return made with { Shape = _random.Next(4) == 0 ? Shape() : LoadShapes.Of(made) ?? Tensors.Shape.Scalar };
    }

    private Node Node()
    {
        var type = new ValueType(Pick([ValueKind.Frame, ValueKind.Signal, ValueKind.Spikes]), Shape(), Element());
        var op = _random.Next(3) == 0 ? Neuron() : Operator();
        var inputs = op is NeuronOp neuron ? neuron.Ports.Sum(port => port.Edges) : _random.Next(3);
        return new Node(Word(), op, Enumerable.Range(0, inputs).Select(_ => Value()).ToEquatableArray(), type)
        {
            Documentation = Text(),
            Activity = Maybe(() => Double()),
        };
    }

    private string? Optional() => _random.Next(2) == 0 ? Word() : null;

    private SynapseDelays? Delays() => _random.Next(2) == 0 ? new(Word(), Int(), Int()) : null;

    private Op Operator() => Pick<Func<Op>>(
    [
        () => new InputOp(), () => new EncodeConstantOp(), () => new EncodeRateOp(Double(), Long()), () => new EncodeLatencyOp(Double(), Double()),
        () => new EncodeRowsOp(Int()), () => new EncodeDeltaOp(Double()), () => new DecodeOp(Pick(Enum.GetValues<DecodeKind>()), Maybe(() => Int())),
        () => new DenseOp(Word(), Optional(), Delays()),
        () => new ConvOp(_random.Next(1, 3), Int(), Int(), Int(), Int(), Int(), Word(), Optional(), Delays()),
        () => new SparseOp(Pattern(), Word(), Optional(), Delays()), () => new PoolOp(Pick(Enum.GetValues<PoolKind>()), Int(), Int(), Int()),
        () => new ReshapeOp(), () => new PermuteOp(Many(3, Int).ToEquatableArray()), () => new SliceOp(Int(), Int(), Int()),
        () => new ConcatOp(Int()),
        () => new AddOp(), () => new MulOp(), () => new MatMulOp(), () => new ScaleOp(Word()), () => new ReduceOp(_random.Next(2) == 0, Int()),
        () => new BatchNormOp(Word(), Word(), Optional(), Optional(), Int(), Double()), () => new LayerNormOp(Optional(), Optional(), Double()),
        () => new EmbeddingOp(Word()), () => new SoftmaxOp(Int()), () => new ActivationOp(Pick(Enum.GetValues<ActivationKind>())),
        () => new DelayOp(Maybe(() => Int()), Optional(), Int(), Int()), () => new DelayOp(3, null, 3, 3), () => new ThresholdOp(Word()),
        () => new PairsOp(), () => new ArgMaxOp(),
    ])();

    private SparsePattern Pattern() => Pick<Func<SparsePattern>>(
    [
        () => new OneToOnePattern(), () => new ProbabilityPattern(Double(), Long()), () => new FixedFanInPattern(Int(), Long()),
        () => new CsrPattern(Word(), Word()), () => new CooPattern(Word(), Word()), () => new NonZeroPattern(),
    ])();

    private NeuronOp Neuron()
    {
        var ports = Many(2, () => new Port(Fresh(), Element(), _random.Next(3)));
        var states = Many(3, () => _random.Next(2) == 0
            ? new State(Fresh(), 0, Overflow.None, Word())
            : new State(Fresh(), _random.Next(1, 65), Pick(Enum.GetValues<Overflow>()), Word()));
        var leaves = ports.Select(p => (Expr)new PortExpr(Type(p.Element), p.Name)).Concat(states.Select(s => new StateExpr(Type(s.Element), s.Name)))
            .Concat(_constants.Select(c => new ConstantExpr(Type(c.Element), c.Name))).ToList();
        return new NeuronOp(Word(), ports.ToEquatableArray(), states.ToEquatableArray(), new RandomBody(_random, leaves, Fresh).Block(2));
    }

    private static ExprType Type(ElementType element) => element == ElementType.Int ? ExprType.Int : ExprType.Real;

    /// <summary>Statements over some names.</summary>
    private sealed class RandomBody(Random random, List<Expr> leaves, Func<string> fresh)
    {
        public EquatableArray<Stmt> Block(int depth) => Enumerable.Range(0, random.Next(4)).Select(_ => Statement(depth)).ToEquatableArray();

        private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

        private ExprType AnyType() => Pick(Enum.GetValues<ExprType>());

        private Stmt Statement(int depth) => random.Next(depth == 0 ? 4 : 7) switch
        {
            0 => Local(),
            1 => new EmitStmt(Expression(AnyType(), 3)),
            2 or 3 => Assignment(),
            4 => new IfStmt(Expression(ExprType.Bool, 2), Block(depth - 1), Block(depth - 1)),
            5 => new SpikeStmt(Expression(AnyType(), 2), null, Block(depth - 1)),
            _ => Count(depth),
        };

        private LocalStmt Local()
        {
            var local = new LocalStmt(fresh(), Expression(AnyType(), 3));
            leaves.Add(new LocalExpr(local.Value.Type, local.Name));
            return local;
        }

        private Stmt Assignment() => Pick(leaves.Append(new BoolExpr(true)).ToList()) switch
        {
            LocalExpr local => new AssignLocalStmt(local.Name, Expression(local.Type, 3)),
            StateExpr state => new AssignStateStmt(state.Name, Expression(state.Type, 3)),
            _ => Local(),
        };

        private SpikeStmt Count(int depth)
        {
            var (name, count) = (fresh(), Expression(Pick([ExprType.Real, ExprType.Int]), 2));
            leaves.Add(new LocalExpr(count.Type, name));
            return new SpikeStmt(count, name, Block(depth - 1));
        }

        private Expr Expression(ExprType type, int depth)
        {
            if (depth == 0 || random.Next(4) == 0)
            {
                var known = leaves.Where(leaf => leaf.Type == type).ToList();
                return known.Count > 0 && random.Next(2) == 0 ? Pick(known) : Literal(type);
            }

            Expr Inner(ExprType t) => Expression(t, depth - 1);
            return type switch
            {
                ExprType.Real => Real(Inner),
                ExprType.Int => Int(Inner),
                _ => Bool(Inner),
            };
        }

        private Expr Literal(ExprType type) => type switch
        {
            ExprType.Real => new RealExpr(Pick(Singles)),
            ExprType.Int => new IntExpr(Pick([0, 7, -7, long.MinValue, long.MaxValue])),
            _ => new BoolExpr(random.Next(2) == 0),
        };

        private Expr Real(Func<ExprType, Expr> inner) => random.Next(7) switch
        {
            0 => new UnaryExpr(ExprType.Real, UnaryOp.Negate, inner(ExprType.Real)),
            1 => new UnaryExpr(ExprType.Real, UnaryOp.ToReal, inner(ExprType.Int)),
            2 => new FmaExpr(inner(ExprType.Real), inner(ExprType.Real), inner(ExprType.Real)),
            3 => new SelectExpr(ExprType.Real, inner(ExprType.Bool), inner(ExprType.Real), inner(ExprType.Real)),
            4 => new CallExpr(ExprType.Real, Pick(CallOperators.Real.ToList()), inner(ExprType.Real)),
            5 => new RandExpr(random.Next()),
            _ => new BinaryExpr(
                ExprType.Real, Pick([BinaryOp.Add, BinaryOp.Subtract, BinaryOp.Multiply, BinaryOp.Divide, BinaryOp.Remainder, BinaryOp.Min,
                    BinaryOp.Max]),
                inner(ExprType.Real), inner(ExprType.Real)),
        };

        private Expr Int(Func<ExprType, Expr> inner) => random.Next(5) switch
        {
            0 => new UnaryExpr(ExprType.Int, UnaryOp.Negate, inner(ExprType.Int)),
            1 => new UnaryExpr(ExprType.Int, UnaryOp.ToInt, inner(ExprType.Real)),
            2 => new CallExpr(ExprType.Int, Pick(CallOperators.Int.ToList()), inner(ExprType.Int)),
            _ => new BinaryExpr(
                ExprType.Int, Pick([BinaryOp.Add, BinaryOp.Divide, BinaryOp.Remainder, BinaryOp.ShiftLeft, BinaryOp.ShiftRight,
                    BinaryOp.ShiftRightToZero]),
                inner(ExprType.Int), inner(ExprType.Int)),
        };

        private Expr Bool(Func<ExprType, Expr> inner)
        {
            var type = Pick([ExprType.Real, ExprType.Int]);
            return random.Next(4) switch
            {
                0 => new UnaryExpr(ExprType.Bool, UnaryOp.Not, inner(ExprType.Bool)),
                1 => new BinaryExpr(ExprType.Bool, Pick([BinaryOp.And, BinaryOp.Or, BinaryOp.Equal, BinaryOp.NotEqual]), inner(ExprType.Bool),
                    inner(ExprType.Bool)),
                _ => new BinaryExpr(
                    ExprType.Bool, Pick([BinaryOp.Equal, BinaryOp.NotEqual, BinaryOp.Less, BinaryOp.LessOrEqual, BinaryOp.Greater,
                        BinaryOp.GreaterOrEqual]),
                    inner(type), inner(type)),
            };
        }
    }
}

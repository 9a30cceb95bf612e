using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;
using Snnc.Numerics;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Compiler.Tests.Ir;

/// <summary>Load-time expressions, seen through <c>scale</c> by them.</summary>
public sealed class ConstantTests
{
    [Fact]
    public void Real_Number_IsRoundedToSingle() => Evaluate(new LoadNumber(0.1)).ShouldBe([(double)0.1f]);

    [Fact]
    public void Values_LargeConstantsThatAreNotHeld_AreTheSame()
    {
        const int Large = 1 << 18;
        var graph = new GraphBuilder(1).Graph with
        {
            Constants =
            [
                new("a", ElementType.Real, [Large], new LoadUniform([Large], 0, 1, 1)),
                new("b", ElementType.Real, [Large], new LoadUniform([Large], 0, 1, 2)),
            ],
        };
        var (held, other) = (new LoadedConstants(graph, new MemoryTensors()), new LoadedConstants(graph, new MemoryTensors(), holdsAll: false));
        foreach (var name in new[] { "a", "b", "b", "a" })
        {
            other.Values(name).SequenceEqual(held.Values(name)).ShouldBeTrue(name);
        }
    }

    [Theory]
    [InlineData("neg", 2.5, -2.5)]
    [InlineData("round", 2.5, 2)]
    [InlineData("int", -2.5, -2)]
    [InlineData("sign", -2.5, -1)]
    [InlineData("floor", -2.5, -3)]
    [InlineData("sqrt", 6.25, 2.5)]
    [InlineData("exp", 0, 1)]
    [InlineData("sigmoid", 0, 0.5)]
    public void Unary_Function_IsComputed(string function, double x, double expected) =>
        Evaluate(new LoadUnary(Shape.Scalar, function, new LoadNumber(x))).ShouldBe([expected]);

    [Theory]
    [InlineData("add", 7, 2, 9)]
    [InlineData("sub", 7, 2, 5)]
    [InlineData("mul", 7, 2, 14)]
    [InlineData("div", 7, 2, 3.5)]
    [InlineData("rem", -7, 2, -1)]
    [InlineData("min", 7, 2, 2)]
    [InlineData("max", 7, 2, 7)]
    [InlineData("lt", 7, 2, 0)]
    [InlineData("ge", 7, 7, 1)]
    [InlineData("ne", 7, 7, 0)]
    [InlineData("and", 7, 0, 0)]
    [InlineData("or", 7, 0, 1)]
    [InlineData("idiv", -7, 2, -3)]
    [InlineData("shl", 7, 2, 28)]
    [InlineData("shr", -7, 1, -4)]
    [InlineData("asr0", -7, 1, -3)]
    public void Binary_Function_IsComputed(string function, double x, double y, double expected) =>
        Evaluate(new LoadBinary(Shape.Scalar, function, new LoadNumber(x), new LoadNumber(y))).ShouldBe([expected]);

    [Fact]
    public void Binary_Arrays_Broadcast() =>
        Evaluate(new LoadBinary([2, 2], "sub", Tensor([2, 1]), Tensor([2])), ([2, 1], [10, 20]), ([2], [1, 2])).ShouldBe([9, 8, 19, 18]);

    [Fact]
    public void Select_Array_ChoosesPerElement() =>
        Evaluate(new LoadSelect([3], Tensor([3]), new LoadNumber(1), new LoadNumber(2)), ([3], [1, 0, -1])).ShouldBe([1, 2, 1]);

    [Fact]
    public void Transpose_ThreeAxes_AreReversed() =>
        Evaluate(new LoadTranspose([3, 1, 2], Tensor([2, 1, 3])), ([2, 1, 3], [0, 1, 2, 3, 4, 5])).ShouldBe([0, 3, 1, 4, 2, 5]);

    [Fact]
    public void Reshape_Channels_StandAlongTheirAxis() =>
        Evaluate(new LoadBinary([2, 2], "add", new LoadReshape([2, 1], Tensor([2])), Tensor([2, 2])), ([2], [10, 20]), ([2, 2], [1, 2, 3, 4]))
            .ShouldBe([11, 12, 23, 24]);

    [Fact]
    public void Sum_LastAxes_GoAway() =>
        Evaluate(new LoadSum([2], 2, Tensor([2, 1, 3])), ([2, 1, 3], [0, 1, 2, 3, 4, 5])).ShouldBe([3, 12]);

    [Fact]
    public void Uniform_Elements_AreTheHash() =>
        Evaluate(new LoadUniform([3], -2, 2, 4)).ShouldBe(Enumerable.Range(0, 3).Select(i => (double)(float)(-2 + (4 * CounterHash.Uniform(4, i)))));

    [Fact]
    public void Quantize_FourBits_RoundsHalfToEven() =>
        Evaluate(new LoadQuantize([5], 4, Tensor([5])), ([5], [7, -7, 0.5, 1.5, 1.25])).ShouldBe([7, -7, 0, 2, 1]);

    [Fact]
    public void Quantize_AllZero_StaysZero() => Evaluate(new LoadQuantize([2], 8, Tensor([2])), ([2], [0, 0])).ShouldBe([0, 0]);

    [Fact]
    public void Exponential_PerNeuron_IsThePropagator()
    {
        // v' = (i - v)/tau and i constant: the entry that i has in v after a step is 1 - exp(-1/tau).
        LoadExpr rate = new LoadBinary([2], "div", new LoadNumber(1), Tensor([2]));
        LoadExpr zero = new LoadNumber(0);
        var propagator = new LoadExponential([2], 2, [new LoadUnary([2], "neg", rate), rate, zero, zero], 0, 1);
        Evaluate(propagator, ([2], [20, 5])).ShouldBe([1 - System.Math.Exp(-0.05), 1 - System.Math.Exp(-0.2)], 1e-8);
    }

    [Fact]
    public void Int_Fraction_IsAnErrorOfTheTensor()
    {
        var graph = new GraphBuilder(1).Input("x", Spikes(1)).Int("w", [1, 2], 1, 0.5).Output("x");
        var error = Should.Throw<TensorFormatException>(() => graph.Interpreter());
        error.Message.ShouldBe("tensor 'w'[0, 1] is 0.5, not a whole number");
        (error.Path, error.Hint).ShouldBe(("memory.npz", "integer models take whole weights only"));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Tensor_NotFinite_NamesTheFirstPlace(double value, string text)
    {
        var graph = Frames().Input("x", Frame(1)).Real("w", [3], 1, value, value).Output("x");
        Should.Throw<TensorFormatException>(() => graph.Interpreter()).Message.ShouldBe($"tensor 'w'[1] is {text}");
    }

    [Fact]
    public void Tensor_OtherShape_ShowsBoth()
    {
        var graph = Frames().Input("x", Frame(1)).Output("x").Constant("c", ElementType.Real, Tensor([3]));
        graph.Tensors.Add("t[3]", [2], [1, 2]);
        Should.Throw<TensorFormatException>(() => graph.Interpreter())
            .Message.ShouldBe("tensor 't[3]' has the shape [2], but the network was compiled for [3]");
    }

    [Fact]
    public void Computed_DivisionByZero_NamesTheConstant()
    {
        var graph = Frames().Input("x", Frame(1)).Output("x")
            .Constant("h.p0", ElementType.Real, new LoadBinary(Shape.Scalar, "div", new LoadNumber(1), new LoadNumber(0)));
        Should.Throw<TensorFormatException>(() => graph.Interpreter())
            .Message.ShouldBe("'h.p0' is Infinity, not a finite number in single precision");
    }

    private static LoadTensor Tensor(Shape shape) => new(shape, "w", $"t{shape}");

    private static double[] Evaluate(LoadExpr value, params (Shape Shape, double[] Values)[] tensors)
    {
        var graph = Frames().Input("one", Frame()).Constant("c", ElementType.Real, value);
        foreach (var (shape, values) in tensors)
        {
            graph.Tensors.Add($"t{shape}", shape, values);
        }

        return graph.Node("y", new ScaleOp("c"), new ValueType(ValueKind.Frame, value.Shape), "one").Output("y").Run([1]);
    }
}

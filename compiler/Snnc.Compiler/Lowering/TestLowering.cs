using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics.Networks;

namespace Snnc.Compiler.Lowering;

/// <summary>Turns a bound test into values that are computed when it runs.</summary>
public static class TestLowering
{
    /// <summary>Lowers a test of a network without errors.</summary>
    public static TestCase Lower(BoundTest test) => new(
        test.Title,
        test.Network.Name,
        test.Given.Select(given => new TestValue(given.Name, Value(given, test.Network))).ToEquatableArray(),
        test.Expected.Select(e => new TestExpectation(e.Name, e.Within is null, Value(e, test.Network), e.Within ?? 0)).ToEquatableArray(),
        test.Containers.Select(c => new Container(c.Name, c.Path, c.SourcePath)).ToEquatableArray());

    private static LoadExpr Value(BoundTestValue value, BoundNetwork network) => ConstantLowering.ToLoadExpr(value.Value, network.Scale, value.Target);
}

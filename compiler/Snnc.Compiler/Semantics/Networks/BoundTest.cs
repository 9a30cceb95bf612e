using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>A <c>test</c> block whose names and shapes are checked.</summary>
public sealed record BoundTest(
    string Title, BoundNetwork Network, EquatableArray<BoundTestValue> Given, EquatableArray<BoundTestValue> Expected,
    EquatableArray<BoundContainer> Containers);

/// <summary>A line of a test: Target is the shape that the value broadcasts to; Within is null for <c>given</c> and <c>==</c>.</summary>
public sealed record BoundTestValue(string Name, BoundExpr Value, Shape Target, double? Within);

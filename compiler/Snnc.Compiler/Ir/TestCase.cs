using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Ir;

/// <summary>A <c>test</c> block: what a network is given, and what it must give.</summary>
/// <param name="Network">The name of the graph.</param>
/// <param name="Containers">The files that the values come from.</param>
public sealed record TestCase(
    string Title, string Network, EquatableArray<TestValue> Given, EquatableArray<TestExpectation> Expected, EquatableArray<Container> Containers);

/// <summary>The value of an input, of its shape or one that broadcasts to it (with the steps before it for a value in time).</summary>
public sealed record TestValue(string Name, LoadExpr Value);

/// <summary>The value of an output: equal, or (IsExact false) within an absolute tolerance.</summary>
public sealed record TestExpectation(string Name, bool IsExact, LoadExpr Value, double Within);

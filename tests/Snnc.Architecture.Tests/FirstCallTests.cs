using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace Snnc.Architecture.Tests;

/// <summary>
/// A user's test set is often over before the runtime compiles anew what is called often, so what loops over values is compiled with all care at its first call.
/// </summary>
public sealed class FirstCallTests
{
    private const string Kernels = "runtime/Snnc.Runtime/Kernels/";

    private static readonly string[] Loading =
    [
        "AxisShape", "ConvTileWeights", "ConvWeights", "DelaySteps", "DenseWeights", "IndexMap", "SparseWeights", "SynapseList", "TiledByteWeights",
        "TiledNarrowWeights", "TiledShortWeights", "TiledWeights",
    ];

    private static readonly string[] Careful = ["AggressiveOptimization", "AggressiveInlining", "Hot"];

    [Fact]
    public void Kernels_WithLoops_AreOptimizedAtTheirFirstCall()
    {
        var late =
            from method in Methods()
            where method.Syntax.DescendantNodes().Any(IsLoop) && !IsCareful(method.Syntax)
            select $"{method.At}: {method.Syntax.Identifier} has a loop and no MethodImplOptions.AggressiveOptimization";

        late.ShouldBeEmpty();
    }

    [Fact]
    public void Kernels_WithLoops_AreFound()
    {
        // Guards the rule above: were the kernels elsewhere, it would hold of nothing.
        Methods().Count(method => method.Syntax.DescendantNodes().Any(IsLoop)).ShouldBeGreaterThan(50);
    }

    // What is done once when weights are loaded, or for a snapshot of the states, may begin slowly.
    private static IEnumerable<(MethodDeclarationSyntax Syntax, string At)> Methods() =>
        from file in SourceFile.All
        where file.Path.StartsWith(Kernels, StringComparison.Ordinal)
        from method in file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where !Loading.Contains(((BaseTypeDeclarationSyntax)method.Parent!).Identifier.ValueText) && method.Identifier.ValueText is not ("Load" or "Save")
        select (method, file.At(method));

    private static bool IsLoop(Microsoft.CodeAnalysis.SyntaxNode node) =>
        node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax;

    private static bool IsCareful(MethodDeclarationSyntax method) =>
        method.AttributeLists.Any(list => Careful.Any(word => list.ToString().Contains(word, StringComparison.Ordinal)));
}

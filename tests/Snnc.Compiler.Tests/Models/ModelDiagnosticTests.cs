using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Compiler.Tests.Models;

/// <summary>What is said about wrong models, word for word, and what follows silently from right ones.</summary>
public sealed class ModelDiagnosticTests
{
    [Theory]
    [InlineData("update { v += i + 1 mV; }", "'+' needs equal units, and finds no unit and V")]
    [InlineData("update { left -= 1; v += i; }", "'-' needs equal units, and finds a time and no unit")]
    [InlineData("update { v += i; if left > 2 V { } }", "'>' needs equal units, and finds a time and V")]
    [InlineData("dynamics { v' = i - v; left' = v; } update { v = i * 1; }", "v' needs equal units, and finds s^-1 and no unit")]
    public void Units_ThatDoNotFit_AreBothShown(string clause, string message)
    {
        var found = Find(clause).Where(d => d.Code == "SNN0605").ToList();
        found[0].Message.ShouldBe(message);
        found[0].Related.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("update { v += i * treshold; }", "'treshold' means nothing here", "did you mean 'threshold'?")]
    [InlineData("update { v += ex(i); }", "there is no function 'ex'", "did you mean 'exp'?")]
    [InlineData("update { v += max(i); }", "max(a, b) is given 1 argument", "write it as max(a, b)")]
    [InlineData("update { v += i * (1 sec / 1 s); }", "'sec' is not a unit", "did you mean 's'?")]
    [InlineData("dynamics { voltag' = i / 1 s; }", "'voltag' is not a state, so it has no derivative", "declare it: state voltag = 0;")]
    [InlineData("dynamics { v' = v * i / 1 s; }",
        "exact needs equations that are linear in the clause's states with coefficients of parameters, and that of 'v' is not",
        "use dynamics exp_euler, euler or rk4")]
    [InlineData("dynamics { v' = v * v * i / 1 s; }",
        "exact needs equations that are linear in the clause's states with coefficients of parameters, and that of 'v' is not",
        "use dynamics euler or rk4")]
    public void Mistake_IsNamed_WithTheNextStep(string clause, string message, string hint)
    {
        var first = Find(clause).First();
        (first.Message, first.Hint).ShouldBe((message, hint));
    }

    [Fact]
    public void Mistake_InsideAnExpression_IsReportedOnce() =>
        Find("update { var x = missing * 2 + 1 mV; v = x + i; v += x; }").Select(d => d.Code).ShouldBe(["SNN0601"]);

    [Fact]
    public void Model_WithABrokenClause_IsStillRead() =>
        Find("update { v += ; } dynamics { v' = v * v / 1 s; }").Select(d => d.Code).ShouldBe(["SNN0504"]);

    [Theory]
    [InlineData("update { ge += exc; }", "V")]
    [InlineData("dynamics { ge' = (g0 * exc - ge) / 1 ms; }", "A")]
    [InlineData("update { ge = exc * exc / 1 mV; }", "V")]
    [InlineData("dynamics { ge' = exc / 2 nF; }", "A")]
    [InlineData("update { var y = exc; ge = y * 3; }", "V")]
    [InlineData("update { ge = ge * exp(exc); }", "no unit")]
    [InlineData("update { ge = sqrt(exc); }", "V^2")]
    public void Port_Dimension_FollowsFromItsUse(string clause, string expected)
    {
        var bag = new DiagnosticBag();
        var model = Bind($"neuron m {{ param g0 = 2 ohm; state ge = 0 mV; input exc; {clause} spike when ge > g0 * 1 A {{ ge = 0 mV; }} }}", bag);

        bag.ShouldBeEmpty();
        model.Ports[0].Dimension.ToString().ShouldBe(expected);
    }

    [Fact]
    public void Ports_OfOneEquation_ShareTheirDimension()
    {
        var bag = new DiagnosticBag();
        var model = Bind("neuron m { state v = 0 mV; input a, b, c; update { v += (a > b ? a : b) + c * 1 ohm; } spike when v > 1 mV { } }", bag);

        bag.ShouldBeEmpty();
        model.Ports.Select(port => port.Dimension.ToString()).ShouldBe(["V", "V", "A"]);
    }

    private static IReadOnlyList<Diagnostic> Find(string clause)
    {
        var bag = new DiagnosticBag();
        Bind($"neuron m {{ param threshold = 1; state v = 0, left = 1 ms; input i; {clause} spike when v > threshold {{ left = 2 ms; v = 0; }} }}", bag);
        return [.. bag];
    }

    private static BoundModel Bind(string text, DiagnosticBag bag)
    {
        var tree = SyntaxTree.Parse(new SourceText("m.snn", text));
        return ModelBinder.Bind((NeuronSyntax)tree.Root.Declarations[0], tree.Text, new Dictionary<string, BoundExpr>(), bag);
    }
}

using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.LanguageServer.Queries.Completion;
using Xunit;

namespace Snnc.LanguageServer.Tests.Queries;

/// <summary>What is offered while one types.</summary>
public sealed class CompletionTests
{
    private const string Head = "network N {\n    time { step = 1 ms; steps = 8; }\n    weights w = \"a.npz\";\n    input x: spikes[784];\n"
        + "    const K = 3;\n    x -> fc1: dense(128) -> h: lif();\n";

    private static readonly Dictionary<string, string> Files = new()
    {
        ["cells.snn"] = "/// A cell.\nneuron cell { param tau = 5 ms, mode: {soft, hard} = soft; state u = 0; input i, inh; update { u += i + inh; } emit u; }\n"
            + "block pair(n) { input x: spikes; x -> fc: dense(n) -> a: lif(); output y = a; }\nconst WIDTH = 12;",
    };

    [Theory]
    [InlineData("|", "network", "neuron", "block", "use", "const", "test")]
    [InlineData("neu|", "neuron")]
    [InlineData(Head + "    |", "input", "output", "x", "fc1", "h", "lif", "activity")]
    [InlineData(Head + "    h -> |", "dense", "encode.rate", "lif", "x", "h")]
    [InlineData(Head + "    h -> fc2: |", "dense", "li")]
    [InlineData(Head + "    h -> fc2: den|", "dense")]
    [InlineData(Head + "    h -> dense(|", "out =", "weight =", "delay =", "K", "exp")]
    [InlineData(Head + "    h -> dense(10, |", "bias =", "weight =")]
    [InlineData(Head + "    h -> dense(10, weight = |", "w[\"fc2.weight\"]", "K")]
    [InlineData(Head + "    h -> dense(10, bias = |", "none", "w[\"fc2.bias\"]")]
    [InlineData(Head + "    h -> dense(10, weight = w[\"|", "fc2.weight", "rec")]
    [InlineData(Head + "    h -> dense(10, weight = w[\"fc|", "fc2.weight")]
    [InlineData(Head + "    h -> dense(10, delay = |", "1 step")]
    [InlineData(Head + "    h -> dense(10, delay = 3 |", "ms", "step", "s")]
    [InlineData(Head + "    h -> dense(10, delay = 3 m|", "ms")]
    [InlineData(Head + "    h -> lif(|", "tau =", "threshold =", "reset =")]
    [InlineData(Head + "    h -> lif(tau = 3 ms, reset = |", "subtract", "zero", "value")]
    [InlineData(Head + "    h -> sparse(|", "probability", "fixed_fan_in", "one_to_one", "delay =")]
    [InlineData(Head + "    h -> encode.|", "constant", "rate", "rows")]
    [InlineData(Head + "    h.| ", "v", "i")]
    [InlineData(Head + "    x -> h.|", "i", "v")]
    [InlineData(Head + "    output y: |", "frame", "signal", "spikes")]
    [InlineData(Head + "    output y = |", "h", "last", "count")]
    [InlineData(Head + "    output y = last(|", "h", "fc1")]
    [InlineData(Head + "    output y = last(h.|", "v")]
    [InlineData(Head + "    activity { |", "h")]
    [InlineData(Head + "    weights v = \"|", "a.npz", "models/")]
    [InlineData("network N { time { |", "step", "steps")]
    [InlineData("network N { time { step = 1 |", "ms")]
    [InlineData("use \"|", "cells.snn", "profiles/snntorch.snn")]
    [InlineData("use \"cells.snn\";\n" + Head + "    h -> |", "cell", "pair")]
    [InlineData("use \"cells.snn\";\n" + Head + "    h -> c: cell(mode = |", "soft", "hard")]
    [InlineData("use \"cells.snn\";\n" + Head + "    h -> c: cell(); c.|", "u", "inh")]
    [InlineData("use \"cells.snn\";\n" + Head + "    h -> p: pair(3); p.|", "y", "fc")]
    [InlineData("use \"cells.snn\";\n" + Head + "    h -> dense(|", "WIDTH")]
    [InlineData("neuron n { |", "param", "state", "dynamics", "spike")]
    [InlineData("neuron n { param tau = 3 |", "ms")]
    [InlineData("neuron n { state v = 0; dynamics |", "euler", "exact", "when")]
    [InlineData("neuron n { state v = 0; dynamics { |", "v")]
    [InlineData("neuron n { param tau = 2 ms; state v = 0; input i; dynamics { v' = |", "v", "tau", "i", "exp")]
    [InlineData("neuron n { state v = 0; update { |", "v", "var", "if")]
    [InlineData("neuron n { param r: {a, b} = a; state v = 0; spike when v > 1 { if r == |", "a", "b")]
    [InlineData("neuron n { state v: |", "int24")]
    [InlineData("network N { input x: frame[2]; output y = x; }\ntest \"t\" for |", "N")]
    [InlineData("network N { input x: frame[2]; output y = x; }\ntest \"t\" for N { given |", "x")]
    [InlineData("network N { input x: frame[2]; output y = x; }\ntest \"t\" for N { expect |", "y")]
    [InlineData("block b(n, m = lif) { input x: spikes; x -> |", "m", "dense")]
    [InlineData("block b(n, m = lif) { input x: spikes; x -> dense(|", "n")]
    public void Completion_AtAPlace_OffersWhatFits(string marked, params string[] expected)
    {
        var labels = At(marked).Select(proposal => proposal.Label).ToList();

        expected.ShouldAllBe(label => labels.Contains(label), string.Join(", ", labels));
    }

    [Theory]
    [InlineData("network N { // no|")]
    [InlineData("network N { /* no|")]
    [InlineData(Head + "    input n|")]
    [InlineData(Head + "    h -> dense(10|")]
    [InlineData("use \"cells.snn\"|")]
    [InlineData("neuron n { param |")]
    public void Completion_WhereNothingFits_OffersNothing(string marked) => At(marked).ShouldBeEmpty();

    [Theory]
    [InlineData(Head + "    h -> dense(10, bias = none, |", "bias =")]
    [InlineData(Head + "    h -> dense(|, bias = none)", "bias =")]
    [InlineData(Head + "    h -> fc2: |", "h")]
    [InlineData("use \"|", "notes.txt")]
    public void Completion_AtAPlace_OffersNotWhatDoesNotFit(string marked, string label) =>
        At(marked).Select(proposal => proposal.Label).ShouldNotContain(label);

    [Fact]
    public void Completion_OfAnOperator_InsertsItsArguments()
    {
        At(Head + "    h -> |").Single(proposal => proposal.Label == "conv2d").Snippet.ShouldBe("conv2d(${1:out}, ${2:kernel})");
        At(Head + "    h -> |").Single(proposal => proposal.Label == "relu").Snippet.ShouldBeNull();
        At(Head + "    h -> |").Single(proposal => proposal.Label == "lif").Snippet.ShouldBe("lif($1)");
    }

    [Fact]
    public void Completion_InsideAWord_ReplacesTheWord()
    {
        var cursor = Cursor.In(Head + "    h -> den|");

        cursor.Text[new CompletionQuery(cursor.View, cursor.Files, cursor.Files).Run(cursor.Offset).Replace.Start..].ShouldBe("den");
    }

    [Fact]
    public void Completion_OfANode_TellsItsType() =>
        At(Head + "    |").Single(proposal => proposal.Label == "h" && proposal.Kind == ProposalKind.Node).Detail.ShouldBe("spikes[128]");

    private static IReadOnlyList<Proposal> At(string marked)
    {
        var cursor = Cursor.In(marked, Files);
        return new CompletionQuery(cursor.View, cursor.Files, cursor.Files).Run(cursor.Offset).Proposals;
    }
}

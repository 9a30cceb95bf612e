using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Syntax;
using Snnc.LanguageServer.Queries.Texts;

namespace Snnc.LanguageServer.Queries.Completion;

/// <summary>The keywords that can begin something at a place, with its form.</summary>
internal static class KeywordProposals
{
    private static readonly Dictionary<TokenKind, string> Snippets = new()
    {
        [TokenKind.UseKeyword] = "use \"$1\";",
        [TokenKind.ConstKeyword] = "const ${1:N} = ${2:128};",
        [TokenKind.NetworkKeyword] = "network ${1:Net} {\n    time { step = ${2:1 ms}; steps = ${3:25}; }\n    input ${4:x}: ${5:spikes[128]};\n    $0\n}",
        [TokenKind.BlockKeyword] = "block ${1:name}(${2:n}) {\n    input ${3:x}: spikes;\n    $0\n    output ${4:y} = ${5:x};\n}",
        [TokenKind.NeuronKeyword] = "neuron ${1:name} {\n    param ${2:tau = 20 ms}, threshold = 1;\n    state v = 0;\n    input i;\n"
            + "    dynamics { v' = (-v + i) / tau; }\n    spike when v > threshold { v -= threshold; }\n}",
        [TokenKind.TestKeyword] = "test \"${1:title}\" for ${2:Net} {\n    given ${3:x} = ${4:0};\n    expect ${5:y} ~= ${6:0} within 1e-4;\n}",
        [TokenKind.TimeKeyword] = "time { step = ${1:1 ms}; steps = ${2:25}; }",
        [TokenKind.WeightsKeyword] = "weights ${1:w} = \"$2\";",
        [TokenKind.InputKeyword] = "input ${1:x}: ${2|frame,signal,spikes|}[${3:128}];",
        [TokenKind.OutputKeyword] = "output ${1:y} = $2;",
        [TokenKind.ActivityKeyword] = "activity { ${1:node} = ${2:0.1}; }",
        [TokenKind.QuantizeKeyword] = "quantize { ${1:node} = ${2:8}; }",
        [TokenKind.ParamKeyword] = "param ${1:tau} = ${2:20 ms};",
        [TokenKind.StateKeyword] = "state ${1:v} = ${2:0};",
        [TokenKind.DynamicsKeyword] = "dynamics { ${1:v}' = $2; }",
        [TokenKind.UpdateKeyword] = "update { $1 }",
        [TokenKind.SpikeKeyword] = "spike when ${1:v > threshold} { ${2:v -= threshold;} }",
        [TokenKind.EmitKeyword] = "emit ${1:v};",
        [TokenKind.VarKeyword] = "var ${1:x} = $2;",
        [TokenKind.IfKeyword] = "if ${1:condition} { $2 }",
        [TokenKind.GivenKeyword] = "given ${1:input} = $2;",
        [TokenKind.ExpectKeyword] = "expect ${1:output} ~= $2 within ${3:1e-4};",
    };

    private static readonly Dictionary<Surroundings, TokenKind[]> Starts = new()
    {
        [Surroundings.File] =
        [
            TokenKind.NetworkKeyword, TokenKind.NeuronKeyword, TokenKind.BlockKeyword, TokenKind.ConstKeyword, TokenKind.UseKeyword, TokenKind.TestKeyword,
        ],
        [Surroundings.Network] =
        [
            TokenKind.InputKeyword, TokenKind.OutputKeyword, TokenKind.TimeKeyword, TokenKind.WeightsKeyword, TokenKind.ConstKeyword,
            TokenKind.ActivityKeyword, TokenKind.QuantizeKeyword,
        ],
        [Surroundings.Block] = [TokenKind.InputKeyword, TokenKind.OutputKeyword, TokenKind.WeightsKeyword, TokenKind.ConstKeyword],
        [Surroundings.Neuron] =
        [
            TokenKind.ParamKeyword, TokenKind.StateKeyword, TokenKind.InputKeyword, TokenKind.DynamicsKeyword, TokenKind.UpdateKeyword,
            TokenKind.SpikeKeyword, TokenKind.EmitKeyword,
        ],
        [Surroundings.Statements] = [TokenKind.VarKeyword, TokenKind.IfKeyword],
        [Surroundings.Test] = [TokenKind.GivenKeyword, TokenKind.ExpectKeyword],
    };

    /// <summary>Those at the beginning of a statement.</summary>
    public static IEnumerable<Proposal> At(Surroundings surroundings) => Starts.GetValueOrDefault(surroundings, [])
        .Select(kind => Of(kind, surroundings) with { Rank = surroundings == Surroundings.Network ? 4 : 2 });

    /// <summary>A keyword as a word.</summary>
    public static Proposal Word(TokenKind kind) => new(SyntaxFacts.TextOf(kind)!, ProposalKind.Keyword, LanguageTexts.OfKeyword(kind)?.Form)
    {
        Documentation = LanguageTexts.OfKeyword(kind)?.Text,
    };

    private static Proposal Of(TokenKind kind, Surroundings surroundings) => Word(kind) with
    {
        Snippet = kind == TokenKind.InputKeyword && surroundings == Surroundings.Neuron ? "input ${1:i};" : Snippets[kind],
    };
}

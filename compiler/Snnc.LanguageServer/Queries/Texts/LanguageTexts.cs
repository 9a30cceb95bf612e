using System.Collections.Generic;
using Snnc.Compiler.Syntax;

namespace Snnc.LanguageServer.Queries.Texts;

/// <summary>What the words of the language mean.</summary>
internal static class LanguageTexts
{
    private static readonly Dictionary<TokenKind, (string Form, string Text)> Keywords = new()
    {
        [TokenKind.UseKeyword] = ("use \"PATH\";",
            "Brings what another file declares. The file stands beside this one, or in the compiler's library: `\"profiles/NAME.snn\"`."),
        [TokenKind.ConstKeyword] = ("const NAME = VALUE;", "Names a number that is known when compiling."),
        [TokenKind.NetworkKeyword] = ("network NAME { ... }", "A network: inputs, chains of operators and neurons, outputs."),
        [TokenKind.BlockKeyword] = ("block NAME(parameters) { ... }",
            "A part of networks that is used several times; each use has nodes and tensors of its own."),
        [TokenKind.TimeKeyword] = ("time { step = 1 ms; steps = 25; }",
            "How long a step is, and how many an inference has. Without `steps` the network is a stream."),
        [TokenKind.WeightsKeyword] = ("weights NAME = \"FILE\";",
            "A file of tensors: .npz, .npy, .safetensors, .nir. Nodes find theirs by label; `NAME[\"KEY\"]` is any of them."),
        [TokenKind.InputKeyword] = ("input NAME: spikes[128];",
            "An input of a network or block with its type; in a neuron, a port: the sum of what arrives in a step."),
        [TokenKind.OutputKeyword] = ("output NAME: frame[10] = EXPRESSION;", "An output: a node, a neuron's state, or a decoder of such."),
        [TokenKind.ActivityKeyword] = ("activity { NODE = 0.08; }", "How many spikes per neuron and step are expected; kernels are chosen for that."),
        [TokenKind.QuantizeKeyword] = ("quantize { NODE = 8; }",
            "Rounds a connection's weights to so many bits, symmetric, per tensor, half to even."),
        [TokenKind.FrameKeyword] = ("frame[C, H, W]", "A real array without time: one for an inference."),
        [TokenKind.SignalKeyword] = ("signal[N]", "A real array that varies in time: one for each step."),
        [TokenKind.SpikesKeyword] = ("spikes[N]", "Events in time: 0 or 1 in each step, or a count."),
        [TokenKind.RepeatKeyword] = ("NAME: BLOCK(...) repeat 8", "So many instances of a block in a row, `NAME.0` to `NAME.7`."),
        [TokenKind.NeuronKeyword] = ("neuron NAME { ... }",
            "A neuron model: parameters, states, ports, and clauses that run once a step in the order written."),
        [TokenKind.ParamKeyword] = ("param tau = 20 ms, reset: {subtract, zero} = subtract;",
            "Parameters with their defaults: numbers with units, tensors, or choices."),
        [TokenKind.StateKeyword] = ("state v = 0, u: int24 wrap = 0;", "States with their initial values: real, or whole with a width."),
        [TokenKind.WrapKeyword] = ("int24 wrap", "A whole state that overflows by wrapping around."),
        [TokenKind.SaturateKeyword] = ("int24 saturate", "A whole state that is clipped to its range."),
        [TokenKind.IntKeyword] = ("input i: int;", "Whole numbers, in 64 bits."),
        [TokenKind.DynamicsKeyword] = ("dynamics METHOD when CONDITION { v' = ...; }",
            "Differential equations, integrated over one step: `exact` (the default, for linear systems), `exp_euler`, `euler` or `rk4`."),
        [TokenKind.WhenKeyword] = ("when CONDITION", "The clause runs in the steps in which this holds."),
        [TokenKind.UpdateKeyword] = ("update { v = beta * v + i; }", "Assignments in order, once a step."),
        [TokenKind.SpikeKeyword] = ("spike when v > threshold { v -= threshold; }",
            "When the neuron fires, and what that does; `spike n = ...` gives a number of spikes."),
        [TokenKind.EmitKeyword] = ("emit v;", "Gives a real value in each step instead of spikes."),
        [TokenKind.VarKeyword] = ("var x = ...;", "A value for use in this body."),
        [TokenKind.IfKeyword] = ("if CONDITION { ... } else { ... }",
            "One of two bodies. Conditions of choice parameters are decided when compiling."),
        [TokenKind.ElseKeyword] = ("else { ... }", "What happens otherwise."),
        [TokenKind.TestKeyword] = ("test \"TITLE\" for NETWORK { given x = ...; expect y == ...; }",
            "Inputs and the outputs they must give; `snnc test` runs it."),
        [TokenKind.ForKeyword] = ("test \"TITLE\" for NETWORK", "The network under test, of this file."),
        [TokenKind.GivenKeyword] = ("given INPUT = VALUE;", "The value of an input in this test."),
        [TokenKind.ExpectKeyword] = ("expect OUTPUT ~= VALUE within 1e-4;", "What an output must be: `==` exactly, `~=` within a tolerance."),
        [TokenKind.WithinKeyword] = ("within 1e-4", "The greatest difference allowed."),
        [TokenKind.NoneKeyword] = ("bias = none", "Without it."),
    };

    private static readonly Dictionary<string, string> Functions = new()
    {
        ["exp"] = "e to the power of x.",
        ["expm1"] = "exp(x) - 1, exact near 0.",
        ["log"] = "The natural logarithm.",
        ["log1p"] = "log(1 + x), exact near 0.",
        ["floor"] = "The greatest whole number that is not above x.",
        ["ceil"] = "The least whole number that is not below x.",
        ["round"] = "The nearest whole number, half to even.",
        ["tanh"] = "The hyperbolic tangent.",
        ["sigmoid"] = "1 / (1 + exp(-x)).",
        ["sqrt"] = "The square root; its unit is the root too.",
        ["abs"] = "The value without its sign.",
        ["min"] = "The smaller of both.",
        ["max"] = "The larger of both.",
        ["clip"] = "x, held between low and high.",
        ["sign"] = "-1, 0 or 1.",
        ["int"] = "A whole number, towards zero.",
        ["asr0"] = "x shifted right by n bits, towards zero.",
        ["transpose"] = "The axes of a tensor in reverse order.",
        ["per_channel"] = "A tensor [C] as [C, 1, 1], so that it broadcasts over [C, H, W].",
        ["uniform"] = "A random number for each element, by a hash of seed and index that is the same everywhere.",
        ["rand"] = "A random number in [0, 1) for each step and neuron, by a hash that is the same everywhere.",
    };

    private static readonly Dictionary<string, string> Methods = new()
    {
        ["exact"] = "The matrix exponential of the clause's linear equations, found when compiling.",
        ["exp_euler"] = "Each state relaxes exactly, the others held.",
        ["euler"] = "One explicit Euler step.",
        ["rk4"] = "One classical Runge-Kutta step of fourth order.",
    };

    /// <summary>The form of what a keyword begins and what it means, or null.</summary>
    public static (string Form, string Text)? OfKeyword(TokenKind kind) => Keywords.TryGetValue(kind, out var found) ? found : null;

    /// <summary>What a function gives, or null.</summary>
    public static string? OfFunction(string name) => Functions.GetValueOrDefault(name);

    /// <summary>What a method of integration does, or null.</summary>
    public static string? OfMethod(string name) => Methods.GetValueOrDefault(name);

    /// <summary>What an entry of a time block means.</summary>
    public static string OfTimeEntry(string name) =>
        name == "step" ? "How long a step is, for example `1 ms`." : "How many steps an inference has; without it the network is a stream.";
}

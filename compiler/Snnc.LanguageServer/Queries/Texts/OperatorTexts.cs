using System.Collections.Generic;

namespace Snnc.LanguageServer.Queries.Texts;

/// <summary>What the operators do, in a sentence or two each, and what their arguments are.</summary>
internal static class OperatorTexts
{
    private const string NodeTensors = "Its tensors are found under its label, `fc1.weight` and `fc1.bias`, unless given.";

    private static readonly Dictionary<string, string> Operators = new()
    {
        ["dense"] = $"Every output is a weighted sum of the last axis; leading axes share the weights. {NodeTensors} Of spikes it only adds.",
        ["conv1d"] =
            $"Convolution of `[C, L]` with `out` filters: `(L + 2 padding - dilation (kernel - 1) - 1) / stride + 1` positions. {NodeTensors}",
        ["conv2d"] = $"Convolution of `[C, H, W]` with `out` filters: `(H + 2 padding - dilation (kernel - 1) - 1) / stride + 1` rows. {NodeTensors}",
        ["sparse"] =
            "Synapses by a rule (`one_to_one`, `probability`, `fixed_fan_in`) or a stored matrix, for the shape of the population that it leads to.",
        ["sumpool2d"] = "Sums of windows of `[C, H, W]`; spikes stay spikes (counts).",
        ["maxpool2d"] = "The largest of windows of `[C, H, W]`; spikes stay spikes.",
        ["avgpool2d"] = "The mean of windows of `[C, H, W]`.",
        ["flatten"] = "Joins the axes from `start` to `end` into one.",
        ["reshape"] = "The same elements in another shape.",
        ["permute"] = "The axes in another order.",
        ["slice"] = "The elements from `start` up to, not including, `end` of an axis.",
        ["concat"] = "Joins several values along an axis, in the order of their edges.",
        ["add"] = "The sum of several values, element by element; of spikes, counts.",
        ["mul"] = "The product of several values, element by element.",
        ["matmul"] = "The matrix product of two values over their last two axes.",
        ["scale"] = "Multiplies by a number or a tensor, which broadcasts as in NumPy.",
        ["reduce_sum"] = "Sums over an axis.",
        ["reduce_mean"] = "The mean over an axis.",
        ["batchnorm"] =
            "Normalises each channel with the stored mean and variance, then scales and shifts: `running_mean`, `running_var`, `weight`, `bias`.",
        ["layernorm"] = "Normalises over the last axis, then scales and shifts with `weight` and `bias`.",
        ["embedding"] = "A row of its table for each index.",
        ["softmax"] = "`exp(x)` over its sum along an axis.",
        ["relu"] = "`max(x, 0)`.",
        ["sigmoid"] = "`1 / (1 + exp(-x))`.",
        ["tanh"] = "The hyperbolic tangent.",
        ["gelu"] = "`x` times the normal distribution's share below it.",
        ["delay"] = "What came so long ago; 0 before the start.",
        ["threshold"] = "A spike where the value is above the threshold, in each step by itself.",
        ["pairs"] = "Of `[N, D]` all pairs i <= j: `[N (N + 1) / 2, 2 D]`.",
        ["argmax"] = "The index of the largest along the last axis, the lowest where several are.",
        ["encode.constant"] = "A frame into time: the same values in every step.",
        ["encode.rate"] =
            "A frame into spikes: in each step a neuron spikes with probability `value / max`, by a counter-based hash that is the same everywhere.",
        ["encode.latency"] = "A frame into one spike an element, the earlier the larger: in step `floor(tau (1 - value / max))`; none for 0.",
        ["encode.rows"] = "A frame into time along one of its axes, whose length is the number of steps.",
        ["encode.delta"] = "A signal into on and off spikes, `[2, ...]`, where it has moved by `threshold` from a reference that moves along.",
        ["sum"] = "Out of time: the sum over the steps.",
        ["mean"] = "Out of time: the mean over the steps; of spikes, per step.",
        ["last"] = "Out of time: the value of the last step.",
        ["max"] = "Out of time: the largest of all steps.",
        ["count"] = "Out of time: how many spikes.",
        ["first_spike"] = "Out of time: the step of the first spike, from 0; the number of steps where there is none.",
        ["one_to_one"] = "A synapse from each neuron to the one of the same index.",
        ["probability"] = "A synapse from each to each with probability `p`, by a hash of the pair that is the same everywhere.",
        ["fixed_fan_in"] = "`k` synapses into each neuron, chosen by a hash that is the same everywhere.",
    };

    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["out"] = "how many outputs or filters",
        ["kernel"] = "the width of the window",
        ["stride"] = "how far the window moves",
        ["padding"] = "how many zeros are added on each side",
        ["dilation"] = "the distance of the kernel's elements",
        ["groups"] = "how many groups of channels are convolved apart",
        ["weight"] = "the weights, a tensor; found under the label unless given",
        ["bias"] = "what is added in every step, a tensor, or `none`",
        ["delay"] = "how late the input arrives: a time, or a tensor of times for each synapse",
        ["pattern"] = "which synapses exist: a rule or a stored matrix",
        ["start"] = "the first axis, or the first element",
        ["end"] = "the last axis, or the element after the last",
        ["axis"] = "an axis from 0; -1 is the last",
        ["extent"] = "the extents of the new shape",
        ["by"] = "the factor, a number or a tensor",
        ["eps"] = "what is added to the variance",
        ["size"] = "the length of a row",
        ["time"] = "how late: a time, or a tensor of times for each element",
        ["value"] = "the threshold",
        ["max"] = "the value of the highest rate, or of the earliest spike",
        ["seed"] = "which of the random sequences",
        ["tau"] = "the time that the latest spike takes",
        ["threshold"] = "how far the value must move",
        ["every"] = "in a stream: the length of the window after which it gives a value",
        ["p"] = "the probability of a synapse",
        ["k"] = "how many synapses into each neuron",
        ["x"] = "a number",
        ["a"] = "a number",
        ["b"] = "a number",
        ["n"] = "how many bits",
        ["t"] = "a tensor",
        ["low"] = "the least",
        ["high"] = "the greatest",
    };

    /// <summary>What an operator or rule does, or null.</summary>
    public static string? Of(string name) => Operators.GetValueOrDefault(name);

    /// <summary>What a parameter of an operator, rule or function is, or null.</summary>
    public static string? OfParameter(string name) => Parameters.GetValueOrDefault(name);
}

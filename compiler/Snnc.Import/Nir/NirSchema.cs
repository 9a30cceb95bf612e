using System.Collections.Generic;
using System.Linq;

namespace Snnc.Import.Nir;

/// <summary>What a field holds.</summary>
internal enum FieldKind
{
    /// <summary>Numbers.</summary>
    Real,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>Whole numbers, or one of the words <c>same</c> and <c>valid</c>.</summary>
    Padding,
}

/// <summary>A field of a primitive.</summary>
internal sealed record FieldRule(string Name, FieldKind Kind, bool IsOptional);

/// <summary>The primitives and their fields (Pedersen et al. 2024, and the description of the file format in the documentation of NIR 1.0).</summary>
internal static class NirSchema
{
    private static readonly FieldRule[] Convolution =
    [
        Real("weight"), Optional("bias"), Whole("stride"), new("padding", FieldKind.Padding, true), Whole("dilation"), Whole("groups"),
        Whole("input_shape"),
    ];

    private static readonly FieldRule[] Pooling = [new("kernel_size", FieldKind.Whole, false), Whole("stride"), Whole("padding")];
    private static readonly FieldRule[] Spiking = [Real("v_threshold"), Optional("v_reset")];
    private static readonly FieldRule[] Leaky = [Real("tau"), Real("r"), Real("v_leak")];
    private static readonly FieldRule[] Current = [Real("tau_syn"), Real("tau_mem"), Real("r"), Real("v_leak"), Optional("w_in")];

    private static readonly Dictionary<string, FieldRule[]> Rules = new()
    {
        ["Input"] = [new("shape", FieldKind.Whole, false)],
        ["Output"] = [new("shape", FieldKind.Whole, false)],
        ["Affine"] = [Real("weight"), Real("bias")],
        ["Linear"] = [Real("weight")],
        ["Scale"] = [Real("scale")],
        ["Conv1d"] = Convolution,
        ["Conv2d"] = Convolution,
        ["SumPool2d"] = Pooling,
        ["AvgPool2d"] = Pooling,
        ["Flatten"] = [Whole("start_dim"), Whole("end_dim"), Whole("input_type")],
        ["Delay"] = [Real("delay")],
        ["Threshold"] = [Real("threshold")],
        ["I"] = [Real("r")],
        ["IF"] = [Real("r"), .. Spiking],
        ["LI"] = Leaky,
        ["LIF"] = [.. Leaky, .. Spiking],
        ["CubaLI"] = Current,
        ["CubaLIF"] = [.. Current, .. Spiking],
    };

    private static readonly HashSet<string> States = ["I", "IF", "LI", "LIF", "CubaLI", "CubaLIF"];

    /// <summary>Gets the names of the primitives.</summary>
    public static IEnumerable<string> Types => Rules.Keys;

    /// <summary>The fields of a primitive, or null where there is none of this name.</summary>
    public static IReadOnlyList<FieldRule>? FieldsOf(string type) => Rules.GetValueOrDefault(type);

    /// <summary>Whether a primitive is a population: what it gives in a step depends on earlier ones.</summary>
    public static bool HasState(string type) => States.Contains(type);

    /// <summary>The fields of a population's primitive that have a value for each neuron.</summary>
    public static IEnumerable<string> ParametersOf(string type) => Rules[type].Select(rule => rule.Name);

    private static FieldRule Real(string name) => new(name, FieldKind.Real, false);

    private static FieldRule Optional(string name) => new(name, FieldKind.Real, true);

    private static FieldRule Whole(string name) => new(name, FieldKind.Whole, true);
}

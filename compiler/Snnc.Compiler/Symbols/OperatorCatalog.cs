using System.Collections.Generic;
using System.Linq;
using static Snnc.Compiler.Symbols.Arity;
using static Snnc.Compiler.Symbols.OperatorFamily;
using static Snnc.Compiler.Symbols.ParameterKind;

namespace Snnc.Compiler.Symbols;

/// <summary>The operators of the language (tensor names, layouts and defaults as in PyTorch).</summary>
public static class OperatorCatalog
{
    private static readonly OperatorParameter[] WeightsOf =
        [Optional("weight", Tensor), Optional("bias", OptionalTensor), Optional("delay", Delay)];

    private static readonly OperatorParameter[] Convolution =
    [
        Required("out", Size), Required("kernel", Size), Optional("stride", Size, 1), Optional("padding", Count, 0), Optional("dilation", Size, 1),
        Optional("groups", Size, 1), .. WeightsOf,
    ];

    private static readonly OperatorParameter[] Pooling = [Required("kernel", Size), Optional("stride", Size), Optional("padding", Count, 0)];

    private static readonly OperatorParameter[] Window = [Named("every", Duration)];

    private static readonly Dictionary<string, OperatorSymbol> Symbols = new OperatorSymbol[]
    {
        Op("dense", Connection, One, [Required("out", Size), .. WeightsOf]),
        Op("conv1d", Connection, One, Convolution),
        Op("conv2d", Connection, One, Convolution),
        Op("sparse", Connection, One, [Required("pattern", Pattern), .. WeightsOf]),
        Op("sumpool2d", Movement, One, Pooling),
        Op("maxpool2d", Movement, One, Pooling),
        Op("avgpool2d", Arithmetic, One, Pooling),
        Op("flatten", Movement, One, Optional("start", Axis, 0), Optional("end", Axis, -1)),
        new("reshape", Movement, One, [Required("extent", Size)], IsVariadic: true),
        new("permute", Movement, One, [Required("axis", Axis)], IsVariadic: true),
        Op("slice", Movement, One, Required("start", Whole), Required("end", Whole), Optional("axis", Axis, 0)),
        Op("concat", Movement, Many, Optional("axis", Axis, 0)),
        Op("add", Movement, Many),
        Op("mul", Arithmetic, Many),
        Op("matmul", Arithmetic, Two),
        Op("scale", Arithmetic, One, Required("by", Tensor)),
        Op("reduce_sum", Arithmetic, One, Required("axis", Axis)),
        Op("reduce_mean", Arithmetic, One, Required("axis", Axis)),
        Op("batchnorm", Arithmetic, One, Optional("axis", Axis, 0), Optional("eps", Number, 1e-5)),
        Op("layernorm", Arithmetic, One, Optional("eps", Number, 1e-5)),
        Op("embedding", Arithmetic, One, Required("size", Size), Optional("weight", Tensor)),
        Op("softmax", Arithmetic, One, Optional("axis", Axis, -1)),
        Op("relu", Arithmetic, One),
        Op("sigmoid", Arithmetic, One),
        Op("tanh", Arithmetic, One),
        Op("gelu", Arithmetic, One),
        Op("delay", Movement, One, Required("time", Delay)),
        Op("threshold", Arithmetic, One, Required("value", Tensor)),
        Op("pairs", Arithmetic, One),
        Op("argmax", Arithmetic, One),
        Op("encode.constant", Encoder, One),
        Op("encode.rate", Encoder, One, Optional("max", Number, 1), Optional("seed", Whole, 0)),
        Op("encode.latency", Encoder, One, Required("tau", Duration), Optional("max", Number, 1)),
        Op("encode.rows", Encoder, One, Required("axis", Axis)),
        Op("encode.delta", Encoder, One, Required("threshold", Number)),
        Op("sum", Decoder, One, Window),
        Op("mean", Decoder, One, Window),
        Op("last", Decoder, One, Window),
        Op("max", Decoder, One, Window),
        Op("count", Decoder, One, Window),
        Op("first_spike", Decoder, One, Window),
    }.ToDictionary(symbol => symbol.Name);

    /// <summary>Gets all names.</summary>
    public static IEnumerable<string> Names => Symbols.Keys;

    /// <summary>Gets the names of the encoders that take a frame, as messages list them.</summary>
    public static string Encoders { get; } = string.Join(
        ", ", Symbols.Values.Where(symbol => symbol.Family == Encoder && symbol.Name != "encode.delta").Select(symbol => symbol.Name));

    /// <summary>Gets the names of the decoders, as messages list them.</summary>
    public static string Decoders { get; } = string.Join(", ", Symbols.Values.Where(symbol => symbol.Family == Decoder).Select(symbol => symbol.Name));

    /// <summary>The operator of that name, or null.</summary>
    public static OperatorSymbol? Find(string name) => Symbols.TryGetValue(name, out var symbol) ? symbol : null;

    private static OperatorSymbol Op(string name, OperatorFamily family, Arity arity, params OperatorParameter[] parameters) =>
        new(name, family, arity, Collections.EquatableArray.ToEquatableArray(parameters));

    private static OperatorParameter Required(string name, ParameterKind kind) => new(name, kind, null, true, true);

    private static OperatorParameter Optional(string name, ParameterKind kind, double? value = null) => new(name, kind, value, false, true);

    private static OperatorParameter Named(string name, ParameterKind kind) => new(name, kind, null, false, false);
}

using System;
using System.Collections.Generic;
using System.Linq;
using static Snnc.Compiler.Ir.Notation.IrText;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>All operators but neurons, as the printer writes and the reader reads them.</summary>
internal static class OpFormats
{
    /// <summary>Gets the table.</summary>
    public static IReadOnlyList<OpFormat> All { get; } =
    [
        OpFormat.Of<InputOp>("input"),
        OpFormat.Of<EncodeConstantOp>("encode.constant"),
        OpFormat.Of<EncodeRateOp>("encode.rate", op => [("max", Number(op.Max)), ("seed", Number(op.Seed))], a => new(a.Real("max"), a.Long("seed"))),
        OpFormat.Of<EncodeLatencyOp>("encode.latency", op => [("tau", Number(op.Tau)), ("max", Number(op.Max))],
            a => new(a.Real("tau"), a.Real("max"))),
        OpFormat.Of<EncodeRowsOp>("encode.rows", op => [("axis", Number(op.Axis))], a => new(a.Int("axis"))),
        OpFormat.Of<EncodeDeltaOp>("encode.delta", op => [("threshold", Number(op.Threshold))], a => new(a.Real("threshold"))),
        Decode("sum", DecodeKind.Sum),
        Decode("mean", DecodeKind.Mean),
        Decode("last", DecodeKind.Last),
        Decode("max", DecodeKind.Max),
        Decode("first_spike", DecodeKind.FirstSpike),
        OpFormat.Of<DenseOp>("dense", Connection, a => new(a.Constant("weight"), a.OptionalConstant("bias"), a.Delays())),
        Conv("conv1d", 1),
        Conv("conv2d", 2),
        Sparse<OneToOnePattern>("one_to_one", _ => [], _ => new()),
        Sparse<ProbabilityPattern>("probability", p => [("p", Number(p.P)), ("seed", Number(p.Seed))], a => new(a.Real("p"), a.Long("seed"))),
        Sparse<FixedFanInPattern>("fixed_fan_in", p => [("count", Number(p.Count)), ("seed", Number(p.Seed))],
            a => new(a.Int("count"), a.Long("seed"))),
        Sparse<CsrPattern>("csr", p => [("starts", Constant(p.RowStarts)), ("columns", Constant(p.Columns))],
            a => new(a.Constant("starts"), a.Constant("columns"))),
        Sparse<CooPattern>("coo", p => [("rows", Constant(p.Rows)), ("columns", Constant(p.Columns))],
            a => new(a.Constant("rows"), a.Constant("columns"))),
        Sparse<NonZeroPattern>("non_zero", _ => [], _ => new()),
        Pool("sumpool2d", PoolKind.Sum),
        Pool("avgpool2d", PoolKind.Average),
        Pool("maxpool2d", PoolKind.Max),
        OpFormat.Of<ReshapeOp>("reshape"),
        OpFormat.Of<PermuteOp>("permute", op => [("axes", op.Axes.ToString())], a => new(a.Ints("axes"))),
        OpFormat.Of<SliceOp>(
            "slice", op => [("start", Number(op.Start)), ("end", Number(op.End)), ("axis", Number(op.Axis))],
                a => new(a.Int("start"), a.Int("end"), a.Int("axis"))),
        OpFormat.Of<ConcatOp>("concat", op => [("axis", Number(op.Axis))], a => new(a.Int("axis"))),
        OpFormat.Of<AddOp>("add"),
        OpFormat.Of<MulOp>("mul"),
        OpFormat.Of<MatMulOp>("matmul"),
        OpFormat.Of<ScaleOp>("scale", op => [("by", Constant(op.By))], a => new(a.Constant("by"))),
        OpFormat.Of<ReduceOp>("reduce_sum", op => [("axis", Number(op.Axis))], a => new(false, a.Int("axis")), op => !op.Mean),
        OpFormat.Of<ReduceOp>("reduce_mean", op => [("axis", Number(op.Axis))], a => new(true, a.Int("axis")), op => op.Mean),
        OpFormat.Of<BatchNormOp>(
            "batchnorm",
            op =>
            [
                ("mean", Constant(op.Mean)), ("variance", Constant(op.Variance)), ("weight", Optional(op.Weight)), ("bias", Optional(op.Bias)),
                ("axis", Number(op.Axis)), ("eps", Number(op.Eps)),
            ],
            a => new(
                a.Constant("mean"), a.Constant("variance"), a.OptionalConstant("weight"), a.OptionalConstant("bias"), a.Int("axis"), a.Real("eps"))),
        OpFormat.Of<LayerNormOp>(
            "layernorm", op => [("weight", Optional(op.Weight)), ("bias", Optional(op.Bias)), ("eps", Number(op.Eps))],
            a => new(a.OptionalConstant("weight"), a.OptionalConstant("bias"), a.Real("eps"))),
        OpFormat.Of<EmbeddingOp>("embedding", op => [("table", Constant(op.Table))], a => new(a.Constant("table"))),
        OpFormat.Of<SoftmaxOp>("softmax", op => [("axis", Number(op.Axis))], a => new(a.Int("axis"))),
        Activation("relu", ActivationKind.Relu),
        Activation("sigmoid", ActivationKind.Sigmoid),
        Activation("tanh", ActivationKind.Tanh),
        Activation("gelu", ActivationKind.Gelu),
        OpFormat.Of<DelayOp>("delay", WriteDelay, ReadDelay),
        OpFormat.Of<ThresholdOp>("threshold", op => [("value", Constant(op.Value))], a => new(a.Constant("value"))),
        OpFormat.Of<PairsOp>("pairs"),
        OpFormat.Of<ArgMaxOp>("argmax"),
    ];

    /// <summary>The format of an operator.</summary>
    public static OpFormat Of(Op op) => All.First(format => format.Fits(op));

    private static string? Optional(string? constant) => constant is null ? null : Constant(constant);

    private static string? Optional(int? number) => number is { } value ? Number(value) : null;

    private static OpFormat Decode(string name, DecodeKind kind) =>
        OpFormat.Of<DecodeOp>($"decode.{name}", op => [("every", Optional(op.Every))], a => new(kind, a.OptionalInt("every")), op => op.Kind == kind);

    private static OpFormat Pool(string name, PoolKind kind) => OpFormat.Of<PoolOp>(
        name, op => [("kernel", Number(op.Kernel)), ("stride", Number(op.Stride)), ("padding", Number(op.Padding))],
        a => new(kind, a.Int("kernel"), a.Int("stride"), a.Int("padding")), op => op.Kind == kind);

    private static OpFormat Activation(string name, ActivationKind kind) =>
        OpFormat.Of<ActivationOp>(name, _ => [], _ => new(kind), op => op.Kind == kind);

    private static OpFormat Conv(string name, int rank) => OpFormat.Of<ConvOp>(
        name,
        op =>
        [
            ("kernel", Number(op.Kernel)), ("stride", Number(op.Stride)), ("padding", Number(op.Padding)), ("dilation", Number(op.Dilation)),
            ("groups", Number(op.Groups)), .. Connection(op),
        ],
        a => new(
            rank, a.Int("kernel"), a.Int("stride"), a.Int("padding"), a.Int("dilation"), a.Int("groups"),
            a.Constant("weight"), a.OptionalConstant("bias"), a.Delays()),
        op => op.Rank == rank);

    private static OpFormat Sparse<T>(string name, Func<T, IEnumerable<(string Key, string? Text)>> write, Func<OpAttributes, T> read)
        where T : SparsePattern => OpFormat.Of<SparseOp>(
            $"sparse.{name}", op => write((T)op.Pattern).Concat(Connection(op)),
            a => new(read(a), a.Constant("weight"), a.OptionalConstant("bias"), a.Delays()), op => op.Pattern is T);

    private static IEnumerable<(string Key, string? Text)> Connection(ConnectionOp op) =>
    [
        ("weight", Constant(op.Weight)), ("bias", Optional(op.Bias)), ("delays", Optional(op.Delays?.Constant)),
        ("least", Optional(op.Delays?.LeastSteps)), ("greatest", Optional(op.Delays?.GreatestSteps)),
    ];

    private static IEnumerable<(string Key, string? Text)> WriteDelay(DelayOp op) =>
    [
        ("steps", Optional(op.Steps)), ("delays", Optional(op.Delays)),
        ("least", op.LeastSteps == op.Steps ? null : Number(op.LeastSteps)),
        ("greatest", op.GreatestSteps == op.Steps ? null : Number(op.GreatestSteps)),
    ];

    private static DelayOp ReadDelay(OpAttributes a)
    {
        var steps = a.OptionalInt("steps");
        return new(steps, a.OptionalConstant("delays"), a.OptionalInt("least") ?? steps ?? 0, a.OptionalInt("greatest") ?? steps ?? 0);
    }
}

using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Ir;

/// <summary>An operator with its attributes; constants are named, axes are counted from 0 (negative ones are resolved). x is the input, y the
/// result.</summary>
public abstract record Op;

/// <summary>A value given from outside.</summary>
public sealed record InputOp : Op;

// ---- encoders: frame -> time -------------------------------------------------------------------------------------------------

/// <summary>y(t) = x.</summary>
public sealed record EncodeConstantOp : Op;

/// <summary>Bernoulli: element i spikes in step t iff <c>hash(seed, (sample*steps + t)*N + i) * max &lt; x_i * 2^24</c>, in doubles.</summary>
public sealed record EncodeRateOp(double Max, long Seed) : Op;

/// <summary>One spike in step <c>floor(tau * (1 - x/max))</c> (tau in steps), none for x &lt;= 0.</summary>
public sealed record EncodeLatencyOp(double Tau, double Max) : Op;

/// <summary>y(t) = x without this axis, at index t of it; the axis has <c>steps</c> entries.</summary>
public sealed record EncodeRowsOp(int Axis) : Op;

/// <summary>Of a signal: y is [2, ...] (on, off). With reference r (at first the first value): on iff x - r &gt;= threshold, then r += threshold;
/// off iff r - x &gt;= threshold, then r -= threshold; at most one spike a step and element.</summary>
public sealed record EncodeDeltaOp(double Threshold) : Op;

// ---- decoders: time -> frame -------------------------------------------------------------------------------------------------

/// <summary>What a decoder computes over the steps, per element.</summary>
public enum DecodeKind
{
    /// <summary>Sum over the steps (<c>count</c> of spikes is the same).</summary>
    Sum,

    /// <summary>Sum over the steps, divided by their number.</summary>
    Mean,

    /// <summary>The value in the last step.</summary>
    Last,

    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The first step (from 0) with a value other than 0; the number of steps if there is none.</summary>
    FirstSpike,
}

/// <summary>A frame from the steps of an inference, or of each window of Every steps in a stream.</summary>
public sealed record DecodeOp(DecodeKind Kind, int? Every) : Op;

// ---- connections: linear with weights ----------------------------------------------------------------------------------------

/// <summary>Per-synapse delays in whole steps: an Int constant of the weight's shape (or of the synapses' number), with its least and greatest
/// value; known when compiling, or 0 and <see cref="int.MaxValue"/> where the tensor comes at load time.</summary>
public sealed record SynapseDelays(string Constant, int LeastSteps, int GreatestSteps);

/// <summary>A linear operator with weights. A delay common to all synapses is a <see cref="DelayOp"/> before it, so Delays is null then.</summary>
public abstract record ConnectionOp(string Weight, string? Bias, SynapseDelays? Delays) : Op;

/// <summary>y[..., o] = bias[o] + sum_i weight[o, i] * x[..., i]; weight is [out, in]; leading axes of x share it.</summary>
public sealed record DenseOp(string Weight, string? Bias, SynapseDelays? Delays = null) : ConnectionOp(Weight, Bias, Delays);

/// <summary>
/// Cross-correlation. Rank 1: x [C, L], weight [O, C/groups, k]; Rank 2: x [C, H, W], weight [O, C/groups, k, k].
/// y[o, p] = bias[o] + sum_{c, q} weight[o, c, q] * x[c, p*stride - padding + q*dilation]; outside x reads 0.
/// </summary>
public sealed record ConvOp(
    int Rank, int Kernel, int Stride, int Padding, int Dilation, int Groups, string Weight, string? Bias, SynapseDelays? Delays = null)
    : ConnectionOp(Weight, Bias, Delays);

/// <summary>y[to] = bias[to] + sum over the pattern's synapses (from, to) of weight * x[from], over flattened populations. Weight is a scalar, or one
/// number per synapse in the pattern's order.</summary>
public sealed record SparseOp(SparsePattern Pattern, string Weight, string? Bias, SynapseDelays? Delays = null) : ConnectionOp(Weight, Bias, Delays);

/// <summary>Which synapses exist, and their order.</summary>
public abstract record SparsePattern;

/// <summary>i to i.</summary>
public sealed record OneToOnePattern : SparsePattern;

/// <summary>A synapse iff <c>hash(seed, from*N_to + to) &lt; p * 2^24</c>; ordered by from, then to.</summary>
public sealed record ProbabilityPattern(double P, long Seed) : SparsePattern;

/// <summary>For each target the Count sources of least <c>hash(seed, from*N_to + to)</c>, then least index; ordered by to, then from.</summary>
public sealed record FixedFanInPattern(int Count, long Seed) : SparsePattern;

/// <summary>Compressed rows of a [to, from] matrix: Int constants of N_to + 1 row starts and of source indices; ordered as stored.</summary>
public sealed record CsrPattern(string RowStarts, string Columns) : SparsePattern;

/// <summary>Coordinates: Int constants of target and source indices; ordered as stored.</summary>
public sealed record CooPattern(string Rows, string Columns) : SparsePattern;

/// <summary>The non-zeros of the [to, from] matrix that is the weight; ordered by to, then from.</summary>
public sealed record NonZeroPattern : SparsePattern;

// ---- shape and arithmetic ----------------------------------------------------------------------------------------------------

/// <summary>What a pooling window computes.</summary>
public enum PoolKind
{
    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The sum divided by kernel^2, padding included (PyTorch's default).</summary>
    Average,

    /// <summary>The largest; padding does not take part.</summary>
    Max,
}

/// <summary>Pools x [C, H, W] in kernel x kernel windows.</summary>
public sealed record PoolOp(PoolKind Kind, int Kernel, int Stride, int Padding) : Op;

/// <summary>The same elements in C order under the result's shape (flatten, reshape).</summary>
public sealed record ReshapeOp : Op;

/// <summary>Axis i of y is axis Axes[i] of x.</summary>
public sealed record PermuteOp(EquatableArray<int> Axes) : Op;

/// <summary>Indices Start up to End (not included) of an axis.</summary>
public sealed record SliceOp(int Start, int End, int Axis) : Op;

/// <summary>The inputs one after the other along an axis.</summary>
public sealed record ConcatOp(int Axis) : Op;

/// <summary>The sum of two or more inputs, with broadcasting.</summary>
public sealed record AddOp : Op;

/// <summary>The product of two or more inputs, with broadcasting.</summary>
public sealed record MulOp : Op;

/// <summary>y[..., i, j] = sum_k a[..., i, k] * b[..., k, j]; leading axes are equal or broadcast.</summary>
public sealed record MatMulOp : Op;

/// <summary>y = x * By, with broadcasting.</summary>
public sealed record ScaleOp(string By) : Op;

/// <summary>The sum (or mean) along an axis, which goes away.</summary>
public sealed record ReduceOp(bool Mean, int Axis) : Op;

/// <summary>y = (x - mean) / sqrt(variance + eps) * weight + bias along Axis; constants have that axis's extent; Weight and Bias may be
/// null.</summary>
public sealed record BatchNormOp(string Mean, string Variance, string? Weight, string? Bias, int Axis, double Eps) : Op;

/// <summary>y = (x - mean) / sqrt(variance + eps) * weight + bias, with mean and (biased) variance over the last axis.</summary>
public sealed record LayerNormOp(string? Weight, string? Bias, double Eps) : Op;

/// <summary>y[..., :] = table[x[...], :]; x holds whole numbers, table is [entries, size]. An index out of range is an error when run.</summary>
public sealed record EmbeddingOp(string Table) : Op;

/// <summary>exp(x - max) / sum of the same along an axis.</summary>
public sealed record SoftmaxOp(int Axis) : Op;

/// <summary>A function of each element.</summary>
public enum ActivationKind
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>x * (1 + erf(x / sqrt 2)) / 2, PyTorch's default.</summary>
    Gelu,
}

/// <summary>A function of each element.</summary>
public sealed record ActivationOp(ActivationKind Kind) : Op;

/// <summary>y(t) = x(t - delay), 0 before the start. Steps is the delay of all elements, or null where Delays (an Int constant that broadcasts
/// to x's shape) says it per element; LeastSteps and GreatestSteps bound it (both are Steps where that is given).</summary>
public sealed record DelayOp(int? Steps, string? Delays, int LeastSteps, int GreatestSteps) : Op;

/// <summary>A spike where x &gt; Value (a constant that broadcasts to x's shape).</summary>
public sealed record ThresholdOp(string Value) : Op;

/// <summary>x [N, D] to y [N(N+1)/2, 2D]: rows (x[i], x[j]) for i &lt;= j, ordered by i, then j.</summary>
public sealed record PairsOp : Op;

/// <summary>The index of the largest element along the last axis, the lowest on ties; y is Int.</summary>
public sealed record ArgMaxOp : Op;

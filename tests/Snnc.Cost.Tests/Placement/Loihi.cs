using Snnc.Cost.Placement;

namespace Snnc.Cost.Tests.Placement;

/// <summary>The chip's limits, as literals of the tests' own.</summary>
internal static class Loihi
{
    public static ChipLimits Limits { get; } = new()
    {
        Compartments = 1024,
        InputAxons = 4096,
        OutputAxons = 4096,
        OutputAxonsPerNeuron = 511,
        SynapseWords = 16384,
        SynapsesPerEntry = 60,
        WordsPerAxon = 256,
        SynapseFormats = 7,
        TargetGroups = 16,
        Cores = 128,
        CoresPerTile = 4,
        TilesPerRow = 8,
        Chips = 768,
        WeightBits = 8,
        WeightExponent = 7,
        Delay = 62,
    };

    public static SynapseSize EightBits { get; } = new(8);

    public static ConvolutionProjection Convolution(int source, int target, Population from, Population to, int kernel, int stride = 1, int padding = 0) =>
        new(
            $"conv{target}", source, target, EightBits,
            new AxisTaps(from.Rows, to.Rows, kernel, stride, padding, 1),
            new AxisTaps(from.Columns, to.Columns, kernel, stride, padding, 1),
            from.Channels,
            to.Channels);

    public static DenseProjection Dense(int source, int target, Population from, Population to, int sharing = 1) =>
        new($"dense{target}", source, target, EightBits, from.Neurons, to.Neurons, sharing);
}

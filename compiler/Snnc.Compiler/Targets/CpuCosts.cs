using System;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Targets;

/// <summary>
/// What the kernels cost on a machine: constants that <c>snnc calibrate</c> measures. Times are nanoseconds, rates are per nanosecond; weights are
/// single precision unless said otherwise.
/// <para>The defaults were measured on one core of an AMD EPYC of the Zen 3 class at 3.1 GHz (AVX2 and FMA, 512 KiB L2, a share of 32 MiB L3):
/// layers of 256 to 4096 neurons over 25 steps, 0.5 to 100 % of the inputs active, medians of interleaved runs. What blocks of inputs take was
/// measured on the Zen 4 class, and is scaled to it.</para>
/// </summary>
public sealed record CpuCosts
{
    // What a step picks, over what the first-level cache holds, from where on that keeps less and less until the next step, and where it keeps nothing: some
    // of its sets are full before others.
    private const double MostKept = 0.75;
    private const double LeastLost = 1.35;

    // The bytes of weights whose pieces are measured as near and as far.
    private const double NearPieces = 4 << 20;
    private const double FarPieces = 16 << 20;

    /// <summary>Gets the constants of a core of the Zen 3 class: what is used where nothing was measured.</summary>
    public static CpuCosts Default { get; } = new();

    /// <summary>Gets the name of the processor that the constants are of.</summary>
    public string Processor { get; init; } = "Zen 3 class";

    /// <summary>Gets the same for native code, or null where its kernels were not measured: they are then taken to cost what those of C# do.</summary>
    public CpuCosts? Native { get; init; }

    /// <summary>Gets the constants by which native code is planned.</summary>
    public CpuCosts ForNative => Native ?? this;

    /// <summary>Gets the size of a core's first-level cache of data in bytes.</summary>
    public double L1Bytes { get; init; } = 32 << 10;

    /// <summary>Gets the size of a core's own second-level cache in bytes.</summary>
    public double L2Bytes { get; init; } = 512 << 10;

    /// <summary>Gets the size of the shared cache in bytes, of which others hold more than half; less where they were seen to hold still more.</summary>
    public double L3Bytes { get; init; } = 32 << 20;

    /// <summary>Gets the bytes per nanosecond at which the weights of a product stream in from the shared cache.</summary>
    public double L3Stream { get; init; } = 70;

    /// <summary>Gets the same where events pick the rows of a tile.</summary>
    public double L3Pieces { get; init; } = 62;

    /// <summary>Gets the same of pieces that lie as far apart as in 16 MiB of weights and more.</summary>
    public double L3FarPieces { get; init; } = 30;

    /// <summary>Gets the bytes per nanosecond at which the weights of a product stream in from memory.</summary>
    public double MemoryStream { get; init; } = 19;

    /// <summary>Gets the same where events pick the rows of a tile, pieces of 256 bytes: the prefetcher gains nothing there.</summary>
    public double MemoryPieces { get; init; } = 12;

    /// <summary>Gets the same where events go through blocks of inputs, which ask for all rows ahead.</summary>
    public double MemoryBlocks { get; init; } = 21;

    /// <summary>
    /// Gets the time to add one weight of an event in tiles of outputs, besides its way into the core's cache: of a tile of 64 KiB, which the first-level
    /// cache has mostly kept since the last event; of one that it has lost; and where the core's own cache does not hold a tile, which then comes from
    /// further away with every event, or is gone through in blocks (<see cref="EventBlock"/>).
    /// </summary>
    public LevelCosts EventTile { get; init; } = new(0.042, 0.042, 0.042);

    /// <summary>Gets the time of a step of a tile of outputs in which there is any event, besides its events.</summary>
    public double TileStep { get; init; } = 0.001;

    /// <summary>Gets the share of an event's time in a full tile that it takes whatever the tile holds: the last one of a layer may be narrow.</summary>
    public double TileShare { get; init; } = 0.001;

    /// <summary>Gets the time to add one weight of an event in tiles with weights of 8 bits.</summary>
    public LevelCosts ByteEventTile { get; init; } = new(0.019, 0.019, 0.035);

    /// <summary>
    /// Gets the bytes of weights from which on events go through the inputs in blocks, whose rows the first-level cache keeps for all steps, so that none is
    /// lost; more than any weights where they never do.
    /// </summary>
    public double EventBlock { get; init; } = InputBlocking.NearBytes;

    /// <summary>Gets the time of a step of a block of inputs and a tile of outputs, besides its events.</summary>
    public double BlockStep { get; init; } = 8;

    /// <summary>Gets more bytes than any weights have.</summary>
    public static double Never => 1e15;

    /// <summary>Gets the share of the lesser of two that goes on behind the other: of adding weights in tiles, and of bringing them in from memory.</summary>
    public double EventHidden { get; init; } = 0.5;

    /// <summary>Gets the time to add one weight where an event adds a whole row, by what holds the rows.</summary>
    public LevelCosts EventRow { get; init; } = new(0.047, 0.073, 0.167);

    /// <summary>Gets the time of one weight in a matrix-vector product, by what holds the matrix.</summary>
    public LevelCosts DenseRow { get; init; } = new(0.047, 0.065, 0.179);

    /// <summary>Gets the time to put an event on the list of its step.</summary>
    public double ListEvent { get; init; } = 0.1;

    /// <summary>Gets the time to put an event that is on a list on another: of its input, or of a block of steps.</summary>
    public double RelistEvent { get; init; } = 1;

    /// <summary>Gets the time to add one weight, read once, to the sums of one of the steps in which its input is active.</summary>
    public double Stationary { get; init; } = 0.053;

    /// <summary>
    /// Gets the time to fetch the weights of an input for a tile of outputs, where any step of it is active, and to go through its steps; by what holds all
    /// weights.
    /// </summary>
    public LevelCosts StationaryRow { get; init; } = new(1, 4.7, 22.3);

    /// <summary>Gets the same from memory where the two rows before were fetched as well: the processor sees what comes next.</summary>
    public double StationaryNext { get; init; } = 22.3;

    /// <summary>Gets the multiplications with addition per nanosecond of the product over all steps.</summary>
    public double DenseRate { get; init; } = 45;

    /// <summary>Gets the same where inputs silent in a block of steps are left out.</summary>
    public double SkipRate { get; init; } = 40;

    /// <summary>Gets the time to add one weight of a convolution in tiles, where an event gives a piece of weights to a row of outputs.</summary>
    public double GatherWeight { get; init; } = 0.042;

    /// <summary>Gets the time of an event for each row of outputs that it gives to, besides its weights.</summary>
    public double GatherEvent { get; init; } = 1.5;

    /// <summary>
    /// Gets from how many weights of the events under a window on each pixel gathers them and adds them in registers; more than any convolution has where
    /// none does.
    /// </summary>
    public double WindowFrom { get; init; } = Never;

    /// <summary>Gets the outputs that are then added together: only what has a multiple of them is gathered.</summary>
    public double WindowOutputs { get; init; } = 32;

    /// <summary>Gets the channels of an image of which the same holds.</summary>
    public double WindowInputs { get; init; } = 1;

    /// <summary>Gets the time to add one weight of an event so gathered.</summary>
    public double WindowWeight { get; init; } = 0.042;

    /// <summary>Gets the time by which that is longer where the first-level cache does not hold the weights of a window.</summary>
    public double WindowFar { get; init; } = 0.001;

    /// <summary>Gets the time to look up one such event of a window.</summary>
    public double WindowEvent { get; init; } = 0.001;

    /// <summary>Gets the time of a pixel that gathers, besides its events.</summary>
    public double WindowPixel { get; init; } = 0.001;

    /// <summary>Gets the time to start the sums of one pixel of outputs of a convolution in tiles, besides its channels' sweep.</summary>
    public double GatherPixel { get; init; } = 1.0;

    /// <summary>Gets the time to look at one input of an image for the lists of its events.</summary>
    public double ConvList { get; init; } = 0.001;

    /// <summary>Gets the time of one neuron and step of a population whose sums a convolution in tiles gives.</summary>
    public double ConvSweep { get; init; } = 0.1;

    /// <summary>Gets the additions per nanosecond of a convolution that scatters each event to the windows that see it.</summary>
    public double ScatterRate { get; init; } = 12;

    /// <summary>Gets the multiplications with addition per nanosecond of a convolution over all inputs and steps.</summary>
    public double ConvTileRate { get; init; } = 35;

    /// <summary>Gets the same where the outputs are no full vectors.</summary>
    public double ConvNarrowRate { get; init; } = 35;

    /// <summary>Gets how many pixels a row of outputs takes longer, whose weights come from afar once and whose last pixels fill no register tile.</summary>
    public double ConvMargin { get; init; } = 0.001;

    /// <summary>Gets the time to take up one input of a pixel's window, which is then multiplied with the weights of all channels.</summary>
    public double ConvInput { get; init; } = 0.001;

    /// <summary>Gets the time to bring an input of the image to where products read it.</summary>
    public double ConvValue { get; init; } = 0.001;

    /// <summary>Gets the multiplications with addition per nanosecond of a convolution over all inputs of one step alone.</summary>
    public double ConvRate { get; init; } = 25;

    /// <summary>Gets the time of one synapse of a sparse connection: an index, a weight, and an addition somewhere.</summary>
    public double Synapse { get; init; } = 0.6;

    /// <summary>Gets the time of one neuron and step of a population whose sums are at hand in the tile.</summary>
    public double TileSweep { get; init; } = 0.1;

    /// <summary>Gets the time of one neuron and step of a population that goes through memory in every step.</summary>
    public double StepSweep { get; init; } = 0.3;

    /// <summary>Gets the time of a step of such a population besides.</summary>
    public double StepStart { get; init; } = 0.001;

    /// <summary>Gets the time of looking at one value for whether it is 0.</summary>
    public double Search { get; init; } = 0.1;

    /// <summary>The share of operands that a core's own cache does not hold: the cache serves other data too, and so fades from a quarter of its
    /// size on.</summary>
    public double BeyondL2(double bytes) => Share(bytes, L2Bytes / 4, L2Bytes);

    /// <summary>The share of rows that events pick among all which a core's own cache does not hold: it holds as many as fit.</summary>
    public double BeyondL2Rows(double bytes) => 1 - Math.Min(1, L2Bytes / bytes);

    /// <summary>The share of weights used over and over that the first-level cache does not hold.</summary>
    public double BeyondL1(double bytes) => 1 - HeldByL1(bytes);

    /// <summary>
    /// The share of rows that events pick of a tile which the first-level cache has lost again: what it does not hold, and all where a step already picks
    /// more than it holds.
    /// </summary>
    /// <param name="bytes">Of the tile.</param>
    /// <param name="density">The share of its rows that a step picks.</param>
    public double BeyondL1(double bytes, double density)
    {
        var held = HeldByL1(bytes);
        return 1 - (held * (1 - Share(density, MostKept * held, LeastLost * held)));
    }

    /// <summary>The share of a set used over and over that a core's own cache does not hold: half of it may stay there.</summary>
    public double LeavesL2(double bytes) => Share(bytes, L2Bytes / 2, L2Bytes);

    /// <summary>The bytes per nanosecond of pieces from the shared cache, of weights that take so many bytes.</summary>
    internal double L3PiecesOf(double bytes)
    {
        var far = Share(bytes, NearPieces, FarPieces);
        return 1 / (((1 - far) / L3Pieces) + (far / L3FarPieces));
    }

    /// <summary>The share of what is beyond L2 that comes from memory: other programs hold more than half of the shared cache.</summary>
    internal double BeyondL3(double bytes) => Share(bytes, L3Bytes * 3 / 8, L3Bytes);

    /// <summary>The cost of one operand of a set of this size.</summary>
    internal double At(LevelCosts costs, double bytes) => At(costs, bytes, BeyondL2(bytes));

    /// <summary>The cost of a weight where an event on a list adds a whole row.</summary>
    internal double AtRows(double bytes) => At(EventRow, bytes, BeyondL2Rows(bytes));

    // The share of weights.
    private double HeldByL1(double bytes) => Math.Min(1, L1Bytes / bytes);

    private double At(LevelCosts costs, double bytes, double beyondL2)
    {
        var outer = costs.L3 + (BeyondL3(bytes) * (costs.Memory - costs.L3));
        return costs.L2 + (beyondL2 * (outer - costs.L2));
    }

    private static double Share(double bytes, double held, double gone) => Math.Min(1, Math.Max(0, (bytes - held) / (gone - held)));
}

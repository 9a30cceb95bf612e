using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Plan;

/// <summary>How much memory the parts of lists take, besides their entries.</summary>
public static class KeptLists
{
    /// <summary>Steps of a block: so many sums of a tile stay in registers, and no more inputs than that are active in some of them.</summary>
    public const int BlockSteps = 5;

    /// <summary>Where pixels have a multiple of so many channels, native lists hold where each pixel begins.</summary>
    public const int PixelChannels = 16;

    private const int WordBits = 64;

    /// <summary>Where each row begins and the last one ends: numbers of 64 bits at most.</summary>
    /// <param name="rows">One more than the tile has steps, for the step before.</param>
    public static long StartBytes(long rows) => (rows + 1) * sizeof(long);

    /// <summary>For each row of the list where each piece of the image begins, and where the last one ends.</summary>
    public static long ImageBytes(Shape image, long rows) => checked(rows * ((image[1] * PiecesOfRow(image)) + 1L) * sizeof(long));

    /// <summary>Whether it is known of an image's pixels where their entries begin: of those that are full vectors.</summary>
    public static bool HasPixels(Shape image) => image[0] % PixelChannels == 0;

    /// <summary>The pieces of a row of an image of which it is known where their entries begin.</summary>
    public static int PiecesOfRow(Shape image) => HasPixels(image) ? image[2] : 1;

    /// <summary>The blocks that so many steps have.</summary>
    public static long Blocks(long steps) => (steps + BlockSteps - 1) / BlockSteps;

    /// <summary>A bit for each element, in whole words.</summary>
    public static long BitBytes(Shape shape) => (shape.Size + WordBits - 1) / WordBits * sizeof(long);
}

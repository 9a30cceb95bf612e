namespace Snnc.Llvm.Emission;

/// <summary>
/// Where the lists of a tile's steps lie: row 0 is of the step before the tile, row k + 1 of its step k. Row r is entries <c>starts[r]</c> up to
/// <c>starts[r + 1]</c>.
/// </summary>
/// <param name="Starts">Offset of 64-bit numbers, one more than rows.</param>
/// <param name="Indices">Offset of 32-bit indices.</param>
/// <param name="Values">Offset of floats, or null where all are 1.</param>
/// <param name="Others">Offset of a 64-bit number for each row, other than 0 if one of its values is not 1; null where nobody asks.</param>
/// <param name="Images">Where the entries of each row or pixel of an image begin, if the value lies with channels last.</param>
internal readonly record struct ListPlace(long Starts, long Indices, long? Values, long? Others = null, ImagePieces? Images = null);

/// <summary>
/// Where, in the list of a step, the entries of each piece of an image begin, and where those of the last one end. A piece is a row or, of images of many
/// channels, a pixel.
/// </summary>
/// <param name="Offset">Of 64-bit numbers: for each row of the list, one more than the image has pieces.</param>
/// <param name="Count">The image's pieces.</param>
/// <param name="Length">The elements of a piece.</param>
/// <param name="PerRow">The pieces of a row of the image.</param>
internal readonly record struct ImagePieces(long Offset, int Count, int Length, int PerRow);

using System.IO.Compression;

namespace DigitReader;

/// <summary>Images of digits, 28 x 28 pixels from 0 to 255, and what they were drawn as.</summary>
public sealed record DigitImages(float[] Pixels, byte[] Labels)
{
    private const int Side = 28;

    /// <summary>Gets the number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>Reads a file of NumPy (.npz) with the arrays <c>image</c> and <c>labels</c> of bytes.</summary>
    public static DigitImages Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return new DigitImages(Array.ConvertAll(Read(archive, "image"), pixel => (float)pixel), Read(archive, "labels"));
    }

    /// <summary>Draws an image in characters.</summary>
    public void Draw(int image, TextWriter writer)
    {
        foreach (var row in Pixels.Skip(image * Side * Side).Take(Side * Side).Chunk(Side).Where(row => row.Any(pixel => pixel > 50)))
        {
            writer.WriteLine(string.Concat(row.Select(pixel => " .:oO@"[(int)pixel * 5 / 255])));
        }
    }

    // An .npy file: ten bytes, the last two of which say how long the text is that describes the array; that text; the array.
    private static byte[] Read(ZipArchive archive, string name)
    {
        using var bytes = new MemoryStream();
        using (var entry = archive.GetEntry($"{name}.npy")!.Open())
        {
            entry.CopyTo(bytes);
        }

        var file = bytes.ToArray();
        return file[(10 + BitConverter.ToUInt16(file, 8))..];
    }
}

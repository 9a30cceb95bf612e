using Xunit;

namespace DigitReader.Tests;

public sealed class DigitsTests
{
    private readonly DigitImages _images = DigitImages.Read(Path.Combine(AppContext.BaseDirectory, "digits.data.npz"));

    [Fact]
    public void Digits_AllImages_AreReadAsWellAsTheNetworkWasTrained()
    {
        var read = new long[_images.Count];
        Digits.Load().RunBatch(_images.Count, _images.Pixels, label: read);

        Assert.Equal(499, read.Zip(_images.Labels).Count(pair => pair.First == pair.Second));
    }

    [Fact]
    public void Digits_AnotherImageBetween_LeavesNoTrace()
    {
        var digits = Digits.Load();
        var (first, again) = (new float[Digits.RasterLength], new float[Digits.RasterLength]);
        digits.Run(Image(0), raster: first);
        digits.Run(Image(1));
        digits.Run(Image(0), raster: again);

        Assert.Equal(first, again);
    }

    private ReadOnlySpan<float> Image(int index) => _images.Pixels.AsSpan(index * Digits.ImageLength, Digits.ImageLength);
}

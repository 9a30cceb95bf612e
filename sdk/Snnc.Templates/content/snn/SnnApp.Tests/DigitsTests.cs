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
    public void Digits_ABlankImage_MakesNoMoreSpikesThanADigit()
    {
        var digits = Digits.Load();
        var (blank, digit) = (new float[Digits.RasterLength], new float[Digits.RasterLength]);
        digits.Run(new float[Digits.ImageLength], raster: blank);
        digits.Run(_images.Pixels.AsSpan(0, Digits.ImageLength), raster: digit);

        Assert.InRange(blank.Sum(), 0, digit.Sum());
    }
}

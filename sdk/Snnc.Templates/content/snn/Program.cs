using DigitReader;

// Digits is the network of digits.snn; its weights are in this program.
var digits = Digits.Load();
var images = DigitImages.Read(Path.Combine(AppContext.BaseDirectory, "digits.data.npz"));

// One image, and everything that the network says about it.
var scores = new float[Digits.ScoresLength];
var raster = new float[Digits.RasterLength];
long label = -1;
digits.Run(images.Pixels.AsSpan(0, Digits.ImageLength), scores, new Span<long>(ref label), raster);

images.Draw(0, Console.Out);
Console.WriteLine($"The network reads a {label}; it was drawn as a {images.Labels[0]}.");
Console.WriteLine($"Its 128 hidden neurons spiked {raster.Count(spikes => spikes > 0)} times in {Digits.Steps} steps.");

// All of them, on all processors.
var read = new long[images.Count];
digits.RunBatch(images.Count, threads: 0, images.Pixels, label: read);

var right = read.Zip(images.Labels).Count(pair => pair.First == pair.Second);
Console.WriteLine($"{right} of {images.Count} images are read right.");

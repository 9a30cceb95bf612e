using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;
using Shouldly;
using Snnc.Generated.Tests.Networks;
using Snnc.Runtime;
using Xunit;

namespace Snnc.Generated.Tests;

/// <summary>Where a class has its weights from.</summary>
public sealed class LoadTests
{
    private const string Resource = "Digits.snnw";

    private static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "networks", Resource);

    private static Stream Embedded => typeof(Digits).Assembly.GetManifestResourceStream(Resource)!;

    [Fact]
    public void Load_FromAssemblyFileAndStreams_GivesTheSameNetwork()
    {
        using var packed = Packed();
        Digits[] loaded = [Digits.Load(), Digits.Load(Path), Digits.Load(Embedded), Digits.Load(File.OpenRead(Path)), Digits.Load(packed)];

        loaded.Select(Scores).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Load_OfAResource_CopiesNoWeights()
    {
        // Loading once compiles what it needs; what is left are the packed weights, and the memory of the network.
        Digits.Load();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Digits.Load();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The file's tensors are packed into as many bytes once, with some padding.
        allocated.ShouldBeLessThan((long)(Embedded.Length * 1.5));
    }

    [Fact]
    public void Load_OfAnotherFile_NeedsTheTensorsAndNotTheirBytes()
    {
        using var other = new MemoryStream();
        using (var file = WeightFile.Open(Path))
        {
            WeightFile.Write(other, [.. file.Names.Select(name => (name.Container, name.Key, Scaled(file.Read(name.Container, name.Key))))]);
        }

        Scores(Digits.Load(other)).ShouldNotBe(Scores(Digits.Load()));
        other.CanRead.ShouldBeTrue();
    }

    [Fact]
    public void Load_OfWhatIsNoWeightsFile_SaysSo()
    {
        Should.Throw<SnncRunException>(() => Digits.Load("/nowhere/Digits.snnw")).Message.ShouldContain("'/nowhere/Digits.snnw' cannot be read");
        Should.Throw<SnncRunException>(() => Digits.Load(new MemoryStream([1, 2, 3]))).Message.ShouldContain("is not a weights file");
        using var empty = new MemoryStream();
        WeightFile.Write(empty, []);
        Should.Throw<SnncRunException>(() => Digits.Load(empty)).Message.ShouldContain("has no tensor 'conv1.weight' of 'w'");
    }

    [Fact]
    public void OpenResource_OtherBytesThanCompiledWith_IsRefused()
    {
        var assembly = typeof(Digits).Assembly;
        Should.Throw<SnncRunException>(() => WeightFile.OpenResource(assembly, Resource, new string('a', 64))).Message
            .ShouldStartWith("The weights 'Digits.snnw' are not those that the network was compiled with");
        Should.Throw<SnncRunException>(() => WeightFile.OpenResource(assembly, "Other.snnw", "")).Message.ShouldContain("has no resource 'Other.snnw'");
    }

    [Fact]
    public void Clone_SharesTheWeights()
    {
        var network = Digits.Load();
        var clone = network.Clone();

        var weights = typeof(Digits).GetFields(BindingFlags.NonPublic | BindingFlags.Instance).Where(field => field.Name.EndsWith("_weights", StringComparison.Ordinal)).ToList();
        weights.Count.ShouldBe(3);
        weights.ShouldAllBe(field => ReferenceEquals(field.GetValue(network), field.GetValue(clone)));
        Scores(clone).ShouldBe(Scores(network));
    }

    private static string Scores(Digits network)
    {
        var scores = new float[Digits.ScoresLength];
        network.Run(DigitImages.Pixels.AsSpan(0, Digits.ImageLength), scores);
        return string.Join(' ', scores.Select(BitConverter.SingleToInt32Bits));
    }

    private static WeightTensor Scaled(WeightTensor tensor) => new(tensor.Shape, Array.ConvertAll(tensor.ToDoubles(), x => (float)(x * 0.5)));

    private static GZipStream Packed()
    {
        var packed = new MemoryStream();
        using (var writer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            Embedded.CopyTo(writer);
        }

        packed.Position = 0;
        return new GZipStream(packed, CompressionMode.Decompress);
    }
}

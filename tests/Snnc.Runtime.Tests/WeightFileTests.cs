using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using Shouldly;
using Xunit;

namespace Snnc.Runtime.Tests;

public sealed class WeightFileTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        using var file = Open(Sample());
        file.Names.ShouldBe([("w", "fc1.weight"), ("w", "fc1.bias"), ("other", "nothing"), ("other", "steps")]);
        file.Read("w", "fc1.weight").Shape.ShouldBe([2, 3]);
        file.Read("w", "fc1.weight").Type.ShouldBe(WeightType.Single);
        file.Read("w", "fc1.weight").ToDoubles().ShouldBe([1.0, 2, 3, 4, 5, 0.5]);
        file.Read("w", "fc1.bias").ToDoubles().ShouldBe([0.1, 0.2]);
        file.Read("other", "steps").ToDoubles().ShouldBe([7.0]);
        file.Read("other", "nothing").ToDoubles().ShouldBeEmpty();
    }

    [Fact]
    public void Write_EveryTensor_StartsAtACacheLine()
    {
        var bytes = Sample();
        var weight = bytes.AsSpan().IndexOf(BitConverter.GetBytes(1f).Concat(BitConverter.GetBytes(2f)).ToArray());
        (weight % 64).ShouldBe(0);
        weight.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Read_UnknownKey_NamesIt()
    {
        using var file = Open(Sample());
        Should.Throw<SnncRunException>(() => file.Read("w", "fc2.weight")).Message
            .ShouldBe("The weights file 'sample.snnw' has no tensor 'fc2.weight' of 'w'.");
    }

    [Fact]
    public void Open_Truncated_IsRefusedAtEveryLength()
    {
        var bytes = Sample();
        var needed = bytes.Length;
        for (var length = 0; length < needed; length++)
        {
            Should.Throw<SnncRunException>(() => Open(bytes[..length]), $"{length} bytes").Message.ShouldContain("sample.snnw");
        }
    }

    [Fact]
    public void Open_AnyByteChanged_GivesTensorsOrOneSentence()
    {
        var bytes = Sample();
        for (var place = 0; place < bytes.Length; place++)
        {
            foreach (var value in new byte[] { 0, 0x7F, 0xFF })
            {
                var changed = bytes.ToArray();
                changed[place] = value;
                ReadAll(changed);
            }
        }
    }

    [Fact]
    public void Open_HugeShape_IsRefusedBeforeAnythingIsAllocated()
    {
        var bytes = Sample();
        var extents = bytes.AsSpan().IndexOf(new byte[] { 2, 0, 0, 0, 3, 0, 0, 0 });
        BitConverter.GetBytes(int.MaxValue).CopyTo(bytes, extents);
        BitConverter.GetBytes(int.MaxValue).CopyTo(bytes, extents + 4);
        Should.Throw<SnncRunException>(() => Open(bytes)).Message.ShouldContain("'fc1.weight' does not lie inside it");
    }

    [Fact]
    public void Open_FileThatIsNotThere_SaysSo() =>
        Should.Throw<SnncRunException>(() => WeightFile.Open("/nowhere/w.snnw")).Message.ShouldStartWith("The weights file '/nowhere/w.snnw' cannot be read");

    [Fact]
    public void Open_AnotherFormat_SaysSo() =>
        Should.Throw<SnncRunException>(() => Open([.. "PK and so on, long enough"u8])).Message.ShouldBe("'sample.snnw' is not a weights file of snnc.");

    [Fact]
    public void Open_File_IsReadInPlaceUntilItIsClosed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("w.snnw", Sample());
        WeightTensor weight;
        using (var file = WeightFile.Open(path))
        {
            weight = file.Read("w", "fc1.weight");
            weight.ToDoubles().ShouldBe([1.0, 2, 3, 4, 5, 0.5]);
            file.Read("other", "steps").ToDoubles().ShouldBe([7.0]);
        }

        Should.Throw<ObjectDisposedException>(() => weight.ToDoubles());
    }

    [Fact]
    public void Open_EmptyFile_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("w.snnw", "");
        Should.Throw<SnncRunException>(() => WeightFile.Open(path)).Message.ShouldContain("is not a weights file of snnc");
    }

    [Fact]
    public void Open_StreamThatCannotSeek_IsReadToItsEnd()
    {
        using var compressed = new MemoryStream();
        using (var writer = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            writer.Write(Sample());
        }

        compressed.Position = 0;
        using var file = new WeightFile(new GZipStream(compressed, CompressionMode.Decompress), "sample.snnw.gz");
        file.Read("w", "fc1.bias").ToDoubles().ShouldBe([0.1, 0.2]);
    }

    [Fact]
    public void Dispose_OfAStreamThatIsLeftOpen_LeavesItOpen()
    {
        var (kept, owned) = (new MemoryStream(Sample()), new MemoryStream(Sample()));
        new WeightFile(kept, "kept", leaveOpen: true).Dispose();
        new WeightFile(owned, "owned").Dispose();
        kept.CanRead.ShouldBeTrue();
        owned.CanRead.ShouldBeFalse();
    }

    [Fact]
    public void OpenBeside_OtherBytesThanCompiledWith_IsRefused()
    {
        var name = $"{Guid.NewGuid():N}.snnw";
        var path = Path.Combine(AppContext.BaseDirectory, name);
        File.WriteAllBytes(path, Sample());
        var hash = Convert.ToHexString(SHA256.HashData(Sample()));

        try
        {
            WeightFile.OpenBeside(name, hash).Dispose();
            Should.Throw<SnncRunException>(() => WeightFile.OpenBeside(name, new string('0', 64))).Message
                .ShouldContain($"their SHA-256 begins with {hash.ToLowerInvariant()[..12]}, not 000000000000");
        }
        finally
        {
            File.Delete(path);
        }

        Should.Throw<SnncRunException>(() => WeightFile.OpenBeside(name, hash)).Message.ShouldContain("cannot be read");
    }

    [Fact]
    public void OpenResource_ThatIsNotThere_NamesAssemblyAndResource() =>
        Should.Throw<SnncRunException>(() => WeightFile.OpenResource(typeof(WeightFileTests).Assembly, "digits.snnw", "")).Message
            .ShouldStartWith("The assembly Snnc.Runtime.Tests has no resource 'digits.snnw'");

    private static byte[] Sample()
    {
        using var stream = new MemoryStream();
        WeightFile.Write(stream,
        [
            ("w", "fc1.weight", new WeightTensor([2, 3], [1f, 2, 3, 4, 5, 0.5f])),
            ("w", "fc1.bias", new WeightTensor([2], [0.1, 0.2])),
            ("other", "nothing", new WeightTensor([0, int.MaxValue], Array.Empty<long>())),
            ("other", "steps", new WeightTensor([], [7L])),
        ]);
        return stream.ToArray();
    }

    private static WeightFile Open(byte[] bytes) => new(new MemoryStream(bytes), "sample.snnw");

    private static void ReadAll(byte[] bytes)
    {
        try
        {
            using var file = Open(bytes);
            foreach (var (container, key) in file.Names)
            {
                file.Read(container, key).ToDoubles().Length.ShouldBeLessThan(bytes.Length);
            }
        }
        catch (SnncRunException e)
        {
            e.Message.ShouldEndWith(".");
        }
    }
}

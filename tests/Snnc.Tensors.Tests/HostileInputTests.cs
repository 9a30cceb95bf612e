using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Tests.Onnx;
using Xunit;
using static Snnc.Tensors.Tests.ByteFormats;

namespace Snnc.Tensors.Tests;

/// <summary>Damaged files either read or fail with the one exception, quickly and in little memory.</summary>
public sealed class HostileInputTests : IDisposable
{
    private const long MaxAllocation = 1 << 20;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names() => [.. SoundFiles.Keys];

    private static Dictionary<string, byte[]> SoundFiles => new()
    {
        ["a.npy"] = SmallNpy(),
        ["fortran.npy"] = NpyBytes(">f8", "(2, 3)", Of<double>(1, 2, 3, 4, 5, 6), fortran: true, version: 2),
        ["stored.npz"] = ZipBytes(new ZipPart("a.npy", SmallNpy()), new ZipPart("b.npy", NpyBytes("|u1", "(4,)", [1, 2, 3, 4]))),
        ["deflated.npz"] = ZipBytes(new ZipPart("a.npy", SmallNpy()) { IsDeflated = true }, new ZipPart("note.txt", [1, 2]) { IsDeflated = true }),
        ["zip64.npz"] = ZipBytes(new ZipPart("a.npy", SmallNpy()) { IsDeflated = true, IsZip64 = true }),
        ["streamed.npz"] = ZipBytes(new ZipPart("a.npy", SmallNpy()) { IsDeflated = true, IsStreamed = true }),
        ["a.safetensors"] = SmallSafetensors(),
        ["a.onnx"] = SmallOnnx(),
        ["a.idx"] = IdxBytes(0x0D, [2, 3], new byte[24]),
        ["a-ubyte.gz"] = Gzip(IdxBytes(0x08, [2, 3], [1, 2, 3, 4, 5, 6])),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void SoundFile_Reads(string name) => Try(_folder.Write(name, SoundFiles[name])).ShouldBeNull();

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryTruncation_IsOneError(string name)
    {
        var sound = SoundFiles[name];
        for (var length = 0; length < sound.Length; length++)
        {
            Check(_folder.Write(name, sound[..length])).ShouldNotBeNull($"{name} cut off after {length} bytes");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RandomFlips_ReadOrFailCleanly(string name)
    {
        var random = new Random(7);
        for (var i = 0; i < 1000; i++)
        {
            var bytes = SoundFiles[name].ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            Check(_folder.Write(name, bytes));
        }
    }

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    [InlineData("zip64.npz")]
    [InlineData("streamed.npz")]
    [InlineData("a-ubyte.gz")]
    public void SingleFlips_OfFilesWithChecksums_NeverChangeAValue(string name)
    {
        var sound = SoundFiles[name];
        for (var bit = 0; bit < 8 * sound.Length; bit++)
        {
            var bytes = sound.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var path = _folder.Write(name, bytes);
            if (Try(path) is null)
            {
                var source = TensorFile.Open(path);
                source.Tensors.ShouldAllBe(t => IsCounting(source.Read(t.Key)), $"bit {bit} of {name}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RandomRuns_ReadOrFailCleanly(string name)
    {
        var random = new Random(8);
        byte[] extremes = [0x00, 0xFF, 0x7F, 0x80];
        for (var i = 0; i < 1000; i++)
        {
            var bytes = SoundFiles[name].ToArray();
            var start = random.Next(bytes.Length);
            bytes.AsSpan(start, Math.Min(random.Next(1, 9), bytes.Length - start)).Fill(extremes[random.Next(extremes.Length)]);
            Check(_folder.Write(name, bytes));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] SmallOnnx() => OnnxBytes.Model(
        OnnxBytes.Initializer(OnnxBytes.Head("a", 1, 1, 3), OnnxBytes.Floats(4, 1, 2, 3)),
        OnnxBytes.Initializer(OnnxBytes.Head("b", 2, 2), OnnxBytes.Raw(1, 2)),
        OnnxBytes.Initializer(OnnxBytes.Head("c", 7, 2), OnnxBytes.Varints(7, 1, 2)));

    // As the values of all these files are: 1, 2, 3 ...
    private static bool IsCounting(TensorData tensor) =>
        tensor.ToDoubles().SequenceEqual(Enumerable.Range(1, tensor.Values.Length).Select(i => (double)i));

    private static string? Check(string path)
    {
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var message = Try(path);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MaxAllocation);
        return message;
    }

    // Any exception but the one expected goes through and fails the test.
    private static string? Try(string path)
    {
        try
        {
            var source = TensorFile.Open(path);
            foreach (var tensor in source.Tensors)
            {
                source.Read(tensor.Key).Values.Length.ShouldBe((int)tensor.Shape.Size);
            }

            return null;
        }
        catch (TensorFormatException e)
        {
            e.Path.ShouldBe(path);
            e.Message.ShouldNotContain(path);
            e.Message.ShouldNotEndWith(".");
            char.IsUpper(e.Message[0]).ShouldBeFalse(e.Message);
            return e.Message;
        }
    }
}

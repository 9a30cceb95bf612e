using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Hdf5;
using Snnc.Tensors.Hdf5.Format;
using Snnc.Tests;
using Xunit;

namespace Snnc.Tensors.Tests.Hdf5;

/// <summary>Damaged files either read or fail with the one exception, quickly and in memory that is in proportion to their length.</summary>
public sealed class HostileHdf5Tests : IDisposable
{
    private const int Mutations = 2000;
    private const long MaxAllocation = 1 << 28;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void MutatedFiles_ReadOrFailCleanly()
    {
        var files = Directory.GetFiles(Hdf5FileTests.Folder, "*.h5").Order(StringComparer.Ordinal).ToList();
        var failures = Mutate(files, Mutations / 2, seed: 1);
        failures.ShouldBeInRange(Mutations / 20, (Mutations / 2) - 1);
    }

    [DataFact("nir", "nxtf-mnist", "models")]
    public void MutatedNetworks_ReadOrFailCleanly()
    {
        string[] folders = ["nir", "nxtf-mnist", "models"];
        var files = folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Data, folder), "*", SearchOption.AllDirectories))
            .Where(path => path.EndsWith(".nir", StringComparison.Ordinal) || path.EndsWith(".h5", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        Mutate(files, Mutations, seed: 2).ShouldBeInRange(Mutations / 20, Mutations - 1);
    }

    [Theory]
    [InlineData("version2.h5")]
    [InlineData("narrow.h5")]
    public void EveryTruncation_IsOneError(string file)
    {
        var sound = File.ReadAllBytes(Path.Combine(Hdf5FileTests.Folder, file));
        for (var length = 0; length < sound.Length; length += length < 2000 ? 1 : 13)
        {
            Check(sound[..length]).ShouldNotBeNull($"{file} cut off after {length} bytes");
        }
    }

    [Fact]
    public void SingleFlips_OfChecksummedStructures_AreNoticed()
    {
        var sound = File.ReadAllBytes(Path.Combine(Hdf5FileTests.Folder, "version2.h5"));
        var header = new string(Array.ConvertAll(sound, b => (char)b)).LastIndexOf("OHDR", StringComparison.Ordinal);
        for (var bit = 8 * header; bit < 8 * (header + 40); bit++)
        {
            var bytes = sound.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Check(bytes).ShouldNotBeNull($"bit {bit}");
        }
    }

    [Fact]
    public void StructuresThatPointAtOneAnotherWithoutEnd_UseUpTheirBudget()
    {
        using var file = File.OpenRead(Path.Combine(Hdf5FileTests.Folder, "version2.h5"));
        var source = Hdf5Source.Open(file);
        Should.Throw<Elements.MalformedException>(() =>
        {
            while (true)
            {
                source.Read("structure", 0, 8);
            }
        }).Message.ShouldContain("without end");
    }

    public void Dispose() => _folder.Dispose();

    // The number of mutated files that did not read.
    private int Mutate(IReadOnlyList<string> files, int count, int seed)
    {
        var random = new Random(seed);
        var sound = files.ToDictionary(file => file, File.ReadAllBytes);
        var failures = 0;
        for (var i = 0; i < count; i++)
        {
            failures += Check(FileMutation.Of(sound[files[i % files.Count]], random)) is null ? 0 : 1;
        }

        return failures;
    }

    private string? Check(byte[] bytes)
    {
        var path = _folder.Write("mutated.h5", bytes);
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var message = Try(path);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
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

            foreach (var found in Hdf5RealDataTests.All(Hdf5File.Open(path)))
            {
                ReadTexts(found);
            }

            return null;
        }
        catch (TensorFormatException e)
        {
            e.Path.ShouldBe(path);
            e.Message.ShouldNotContain(path);
            e.Message.ShouldNotEndWith(".");
            e.Message.ShouldNotContain("not the path of a file");
            return e.Message;
        }
    }

    private static void ReadTexts(Hdf5Object found)
    {
        if (found is Hdf5Dataset { Kind: Hdf5Kind.Text } texts)
        {
            texts.ReadTexts();
        }

        foreach (var attribute in found.Attributes.Values.Where(attribute => attribute.Kind == Hdf5Kind.Text))
        {
            attribute.ReadTexts();
        }
    }
}

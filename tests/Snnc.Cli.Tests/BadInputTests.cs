using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Snnc.Tensors;
using Xunit;

namespace Snnc.Cli.Tests;

/// <summary>Hostile and broken files against the executable itself: one clear error, exit code 1, little time and memory.</summary>
public sealed partial class BadInputTests
{
    private const long MaxBytes = 500_000_000;

    private const string Net = """
        network N {
            weights w = "w.npz";
            input x: frame[3];
            x -> fc: dense(2);
            output y = fc;
        }
        """;

    // Of processor time, which does not depend on what else the machine does.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    public static TheoryData<string> Cases() => new(Makers.Keys);

    private static readonly Dictionary<string, Func<TemporaryFolder, string[]>> Makers = new()
    {
        ["truncated weights"] = folder =>
        {
            WriteWeights(folder, 3, 1);
            var bytes = File.ReadAllBytes(folder.PathOf("w.npz"));
            File.WriteAllBytes(folder.PathOf("w.npz"), bytes[..(bytes.Length / 2)]);
            return ["check", "net.snn"];
        },
        ["weights of a huge declared shape"] = folder =>
        {
            WriteHuge(folder.PathOf("w.npz"), "fc.weight");
            return ["check", "net.snn"];
        },
        ["data of a huge declared shape"] = folder =>
        {
            WriteWeights(folder, 3, 1);
            WriteHuge(folder.PathOf("d.npz"), "x");
            return ["run", "net.snn", "--data", "d.npz"];
        },
        ["truncated data"] = folder =>
        {
            WriteWeights(folder, 3, 1);
            NpzWriter.Write(folder.PathOf("d.npz"), [new NamedArray("x", [1000, 3], new float[3000])]);
            File.WriteAllBytes(folder.PathOf("d.npz"), File.ReadAllBytes(folder.PathOf("d.npz"))[..100]);
            return ["run", "net.snn", "--data", "d.npz"];
        },
        ["weights of a wrong shape"] = folder =>
        {
            WriteWeights(folder, 4, 1);
            return ["check", "net.snn"];
        },
        ["NaN in the weights"] = folder =>
        {
            WriteWeights(folder, 3, float.NaN);
            NpzWriter.Write(folder.PathOf("d.npz"), [new NamedArray("x", [1, 3], new float[3])]);
            return ["run", "net.snn", "--data", "d.npz"];
        },
        ["a missing file"] = _ => ["run", "other.snn"],
        ["missing weights"] = _ => ["check", "net.snn"],
        ["a folder"] = folder =>
        {
            Directory.CreateDirectory(folder.PathOf("folder.snn"));
            return ["run", "folder.snn"];
        },
        ["an empty file"] = folder =>
        {
            folder.Write("empty.snn", "");
            return ["run", "empty.snn"];
        },
        ["ten megabytes of ("] = folder =>
        {
            folder.Write("deep.snn", new string('(', 10 << 20));
            return ["check", "deep.snn"];
        },
        ["as many ( as are read"] = folder =>
        {
            folder.Write("deep.snn", "network N { input x: frame[" + new string('(', (8 << 20) - 100));
            return ["check", "deep.snn"];
        },
        ["a deep circle of uses"] = folder =>
        {
            const int Files = 1000;
            for (var i = 0; i < Files; i++)
            {
                folder.Write($"u{i}.snn", $"use \"u{(i + 1) % Files}.snn\";\n");
            }

            return ["check", "u0.snn"];
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Input_ThatIsBroken_GivesOneErrorQuicklyInLittleMemory(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", Net);

        var run = ProcessRun.Of(folder.Path, Makers[name](folder));

        run.Code.ShouldBe(ExitCode.Error, run.Error);
        ErrorLine().Count(run.Error).ShouldBe(1, run.Error);
        run.Error.ShouldEndWith("1 error\n");
        run.Error.Length.ShouldBeLessThan(2000);
        run.Error.ShouldNotContain("   at ");
        run.Error.ShouldNotContain("internal error");
        run.ProcessorTime.ShouldBeLessThan(MaxTime);
        run.PeakBytes.ShouldBeLessThan(MaxBytes);
    }

    private static void WriteWeights(TemporaryFolder folder, int inputs, float value)
    {
        var weights = new float[2 * inputs];
        Array.Fill(weights, value);
        NpzWriter.Write(folder.PathOf("w.npz"), [new NamedArray("fc.weight", [2, inputs], weights), new NamedArray("fc.bias", [2], new float[2])]);
    }

    // An archive whose one array says that it has 2^40 elements.
    private static void WriteHuge(string path, string key)
    {
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1048576, 1048576), }";
        var padded = header.PadRight(118 - 1) + "\n";
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        using var entry = archive.CreateEntry(key + ".npy").Open();
        entry.Write([0x93, .. "NUMPY"u8, 1, 0]);
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)padded.Length);
        entry.Write(length);
        entry.Write(Encoding.ASCII.GetBytes(padded));
        entry.Write(new byte[64]);
    }

    [GeneratedRegex(@": error SNN\d{4}: ")]
    private static partial Regex ErrorLine();
}

using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Shouldly;
using Snnc.Execution;
using Snnc.Runtime;

namespace Snnc.Cli.Tests.Native;

/// <summary>The files in.bin and out.bin of a driver.</summary>
internal static class DriverFiles
{
    public static void WriteInputs(TemporaryFolder folder, float[][][] inputs) => File.WriteAllBytes(
        folder.PathOf("in.bin"), [.. inputs.SelectMany(sample => sample.SelectMany(array => MemoryMarshal.AsBytes<float>(array).ToArray()))]);

    /// <summary>Compares what the driver wrote with what the interpreter gave: spikes and whole numbers exactly, others to 1e-4.</summary>
    public static void ShouldAnswer(TemporaryFolder folder, INetwork network, Array?[][] expected)
    {
        using var file = new BinaryReader(File.OpenRead(folder.PathOf("out.bin")));
        for (var sample = 0; sample < expected.Length; sample++)
        {
            var status = file.ReadInt32();
            status.ShouldBe(network.IsStream && expected[sample].Any(output => output is not null) ? 1 : 0);
            var ready = file.ReadBytes(network.Outputs.Count);
            for (var k = 0; k < network.Outputs.Count; k++)
            {
                var info = network.Outputs[k];
                var bytes = file.ReadBytes(RunArguments.LengthOf(network, info) * (info.IsInt ? sizeof(long) : sizeof(float)));
                ready[k].ShouldBe((byte)(network.IsStream && expected[sample][k] is not null ? 1 : 0));
                Compare(info, bytes, expected[sample][k], $"{info.Name} of {sample}");
            }
        }

        file.BaseStream.Position.ShouldBe(file.BaseStream.Length);
    }

    private static void Compare(ValueInfo info, byte[] actual, Array? expected, string what)
    {
        if (expected is long[] whole)
        {
            MemoryMarshal.Cast<byte, long>(actual).ToArray().ShouldBe(whole, what);
        }
        else if (expected is float[] real)
        {
            var tolerance = info.Kind == ValueKind.Spikes ? 0 : 1e-4;
            var values = MemoryMarshal.Cast<byte, float>(actual).ToArray();
            values.Length.ShouldBe(real.Length, what);
            values.Zip(real).Where(pair => !(Math.Abs(pair.First - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.Second))))
                .ShouldBeEmpty(what);
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Snnc.Generated.Tests.Networks;
using Snnc.Runtime;

namespace Snnc.Generated.Tests;

/// <summary>A stream with delays, recurrence and windows, its drawn inputs, and all that a step gives.</summary>
internal static class EchoRun
{
    public const int Length = 64;

    /// <summary>Takes steps and gives the bits of all outputs, those of windows as they stand.</summary>
    public static List<string> Steps(Echo network, int from, int to)
    {
        var (raster, membrane, counts, best) = (new float[6], new float[6], new float[6], new long[] { -1 });
        var given = new List<string>();
        for (var step = from; step < to; step++)
        {
            network.Step(Left(step), Right(step), raster, membrane, counts, best);
            given.Add($"{step}: {Bits(raster)} {Bits(membrane)} {Bits(counts)} {best[0]}");
            (counts, best) = (new float[6], [-1]);
        }

        return given;
    }

    /// <summary>Takes events of the left input for a step.</summary>
    public static float[] Left(int step) => [.. Enumerable.Range(0, 4).Select(i => (step * 7) + i is var n && n % 3 == 0 ? 2f : 0f)];

    public static float[] Right(int step) => [.. Enumerable.Range(0, 3).Select(i => MathF.Sin((step * 3) + i) * 4)];

    /// <summary>Goes on, in this process, from a file, and writes what the steps after it give.</summary>
    public static int GoOn(string statePath, string answerPath)
    {
        var network = Echo.Load();
        var state = File.ReadAllBytes(statePath);
        network.LoadState(state.AsSpan(sizeof(int)));
        File.WriteAllLines(answerPath, Steps(network, BitConverter.ToInt32(state), Length));
        return 0;
    }

    private static string Bits(float[] values) => Convert.ToHexString(MemoryMarshal.AsBytes(values.AsSpan()));
}

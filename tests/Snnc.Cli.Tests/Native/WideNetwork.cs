using System;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Cli.Tests.Native;

/// <summary>A network whose layers are wide enough for several threads.</summary>
internal static class WideNetwork
{
    private const string Program = """
        /// Wide enough for several threads.
        network Wide {
            weights w = "w.npz";
            input x: frame[600];
            x -> fc1: dense(520) -> relu -> fc2: dense(500) -> relu -> fc3: dense(10);
            output y = fc3;
        }
        """;

    /// <summary>Writes the program and its weights.</summary>
    /// <returns>The program's path.</returns>
    public static string Write(TemporaryFolder folder)
    {
        NpzWriter.Write(
            folder.PathOf("w.npz"),
            [
                Drawn("fc1.weight", 520, 600), Drawn("fc1.bias", 520), Drawn("fc2.weight", 500, 520), Drawn("fc2.bias", 500), Drawn("fc3.weight", 10, 500),
                Drawn("fc3.bias", 10),
            ]);
        return folder.Write("net.snn", Program);
    }

    private static NamedArray Drawn(string name, params int[] extents)
    {
        var (random, shape) = (new Random(1), Shape.Of(extents));
        return new NamedArray(name, shape, Enumerable.Range(0, (int)shape.Size).Select(_ => (random.NextSingle() - 0.5f) / 8).ToArray());
    }
}

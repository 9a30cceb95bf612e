using System;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Cli.Tests.Native;

/// <summary>A network whose weights take 16 and 8 bits, since they are whole multiples of steps.</summary>
internal static class NarrowNetwork
{
    private const string Program = """
        /// Layers of 16 and of 8 bits; of the first, what comes may be counts.
        network Narrow {
            time { steps = 12; }
            weights w = "w.npz";
            input x: spikes[150];
            x -> fc1: dense(72) -> h: leaky(beta = 0.5)
              -> fc2: dense(100, bias = none) -> g: leaky(beta = 0.5)
              -> fc3: dense(45, bias = none) -> o: leaky(beta = 0.5);
            output counts: frame[45] = count(o);
            activity { x = 0.1; h = 0.1; g = 0.1; }
        }
        """;

    /// <summary>Writes the program and its weights.</summary>
    /// <returns>The program's path.</returns>
    public static string Write(TemporaryFolder folder)
    {
        NpzWriter.Write(
            folder.PathOf("w.npz"),
            [Drawn("fc1.weight", 3000, 72, 150), Drawn("fc1.bias", 100, 72), Drawn("fc2.weight", 127, 100, 72), Drawn("fc3.weight", 32767, 45, 100)]);
        return folder.Write("net.snn", Program);
    }

    private static NamedArray Drawn(string name, int greatest, params int[] extents)
    {
        var (random, shape) = (new Random(greatest), Shape.Of(extents));
        var step = MathF.Pow(2, -(int)MathF.Log2(greatest) - 1);
        return new NamedArray(name, shape, Enumerable.Range(0, (int)shape.Size).Select(i => step * (i == 0 ? greatest : random.Next(-greatest, greatest + 1))).ToArray());
    }
}

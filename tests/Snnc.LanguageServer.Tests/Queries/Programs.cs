using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Tests;
using Xunit;

namespace Snnc.LanguageServer.Tests.Queries;

/// <summary>Programs that queries are asked of.</summary>
internal static class Programs
{
    /// <summary>A small hybrid network whose tensors are there.</summary>
    public const string Digits = """
        /// Knows digits.
        network Digits {
            time { step = 1 ms; steps = 25; }
            weights w = "a.npz";
            /// The picture.
            input image: frame[1, 28, 28];
            image -> scale(1 / 255) -> flatten -> encode.constant
                  -> fc1: dense(128) -> h: lif(tau = 10 ms)
                  -> fc2: dense(10) -> o: li(tau = 20 ms);
            h -> rec: dense(128, weight = w["rec"], bias = none, delay = 1 step) -> h;
            output scores: frame[10] = last(o.v);
            output raster = h;
            activity { h = 0.08; }
        }
        """;

    private static readonly string Folder = Repository.PathOf("tests", "Snnc.Compiler.Tests", "Samples", "programs");

    /// <summary>Gets the samples of the language.</summary>
    public static TheoryData<string> Samples => [.. Directory.GetFiles(Folder, "*.snn").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>The text of a sample.</summary>
    public static string Read(string sample) => File.ReadAllText(Path.Combine(Folder, sample));

    /// <summary>A chain of so many layers of neurons, with a time block.</summary>
    public static string Deep(int layers)
    {
        var chain = Enumerable.Range(1, layers / 2).Select(i => $"    n{i - 1} -> c{i}: dense(16) -> n{i}: lif(tau = {i % 20 + 1} ms);\n");
        return $"network Deep {{\n    time {{ step = 1 ms; steps = 8; }}\n    input n0: spikes[16];\n{string.Concat(chain)}    output y = n{layers / 2};\n}}\n";
    }
}

using System;
using System.IO;
using Snnc.Tests;

namespace Snnc.Benchmarks.Comparison;

/// <summary>
/// The hand-written floors, the generator and the peers, which lie beside the checkout, and a cache folder (artifacts/benchmarks, or where
/// SNNC_BENCH_CACHE says) for what they make.
/// </summary>
internal static class BenchFolder
{
    /// <summary>Gets the folder of the sources.</summary>
    public static string Sources { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "bench"));

    /// <summary>Gets the folder of the raw inputs and weights.</summary>
    public static string Data => Path.Combine(Cache, "data");

    /// <summary>Gets the folder of the weights as <c>.npz</c>.</summary>
    public static string Weights => Path.Combine(Cache, "npz");

    /// <summary>Gets the C++ compiler.</summary>
    /// <exception cref="ComparisonException">There is none.</exception>
    public static string Compiler => Tool.Find("clang++-22", "clang++-19", "clang++", "g++")
        ?? throw new ComparisonException("the floors need a C++ compiler: apt-get install clang-19 (or g++)");

    private static string Cache { get; } =
        Environment.GetEnvironmentVariable("SNNC_BENCH_CACHE") ?? Repository.PathOf("artifacts", "benchmarks");

    /// <summary>The path of a file or folder of the cache.</summary>
    public static string Cached(string name) => Path.Combine(Cache, name);

    /// <summary>Makes inputs and weights where they are not there yet.</summary>
    /// <exception cref="ComparisonException">The generator, Python or numpy is missing.</exception>
    public static void Generate()
    {
        if (!File.Exists(Path.Combine(Data, "rates.json")))
        {
            Console.WriteLine($"making inputs and weights in {Data} (minutes)");
            Python("gen.py", Data);
        }

        // The last of its files: what was interrupted is made again.
        if (!File.Exists(Path.Combine(Weights, "w3a_r30.data.npz")))
        {
            Python("to_npz.py", Data, Weights);
        }
    }

    /// <summary>Runs a script of the sources with Debian's own Python, where apt puts numpy and torch, rather than the first on the path.</summary>
    /// <exception cref="ComparisonException">The script or Python is missing, or it failed.</exception>
    public static void Python(string script, params string[] arguments) => Tool.Run("/usr/bin/python3", [Source(script), .. arguments]);

    /// <summary>Builds a floor, once for each instruction set.</summary>
    /// <returns>The program's path.</returns>
    /// <exception cref="ComparisonException">Its source or a C++ compiler is missing.</exception>
    public static string Floor(string name)
    {
        var program = Path.Combine(Cache, InstructionSet.HasAvx512 ? name : name + "_avx2");
        if (!File.Exists(program))
        {
            Directory.CreateDirectory(Cache);
            Tool.Run(Compiler, "-O3", "-march=native", "-std=c++17", Source(name + ".cpp"), "-o", program);
        }

        return program;
    }

    /// <summary>A file among the sources.</summary>
    /// <exception cref="ComparisonException">It is missing.</exception>
    public static string Source(string name)
    {
        var path = Path.Combine(Sources, name);
        return File.Exists(path) ? path : throw new ComparisonException($"{path} is not on this machine");
    }
}

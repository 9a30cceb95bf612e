using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using Snnc.Compiler;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Benchmarks.Comparison;

/// <summary>
/// How long compiling takes: from a text until it can run, in this process, after one compilation that warms it up; and <c>snnc check</c> as a process.
/// Run with the arguments <c>compile [--tool PATH]</c>, the path of an installed <c>snnc</c>.
/// </summary>
internal static class CompileTimes
{
    private const int Rounds = 3;
    private static readonly int[] Lengths = [250, 500, 1000, 2000];

    /// <summary>Measures and prints.</summary>
    /// <returns>The exit code: 0, or 1 where an argument is wrong.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is not ([] or ["--tool", _]))
        {
            Console.WriteLine("usage: compile [--tool PATH]");
            return 1;
        }

        Compile(Chain(2));
        Console.WriteLine($"{"seconds, median of " + Rounds,-28}{"front end",12}{"passes, plan",14}{"C#",8}{"native",8}");
        foreach (var nodes in Lengths)
        {
            Print($"chain of {nodes} nodes", Chain(nodes / 2));
        }

        PrintFile("W1", Path.Combine(BenchFolder.Weights, "w1.snn"), Repository.PathOf("tests", "Snnc.Benchmarks", "Networks", "w1.snn"));
        PrintFile("N-MNIST CNN", Path.Combine(Repository.Data, "nir", "02_cnn", "nmnist_cnn.snn"), Repository.PathOf("samples", "nmnist", "nmnist.snn"));
        PrintCheck(arguments is [_, var tool] ? tool : Tool.Find("snnc"));
        return 0;
    }

    // The weights lie beside the path that the program is given.
    private static void PrintFile(string name, string path, string program)
    {
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            Print(name, new SourceText(path, File.ReadAllText(program)));
        }
    }

    private static void PrintCheck(string? tool)
    {
        if (tool is null)
        {
            Console.WriteLine("snnc check: no snnc on the path (build.sh --target=Pack, dotnet tool install --tool-path DIR --add-source artifacts/packages snnc, --tool DIR/snnc)");
            return;
        }

        var path = Path.Combine(BenchFolder.Weights, "w1.snn");
        File.Copy(Repository.PathOf("tests", "Snnc.Benchmarks", "Networks", "w1.snn"), path, overwrite: true);
        var times = Enumerable.Range(0, 2 * Rounds + 1).Select(_ => Seconds(() => Tool.Run(tool, "check", path))).Skip(1);
        Console.WriteLine($"snnc check of W1, a process: {Median(times):0.000} s");
    }

    private static void Print(string name, SourceText text)
    {
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Compile(text)).ToList();
        double Phase(Func<Times, double> phase) => Median(rounds.Select(phase));
        Console.WriteLine($"{name,-28}{Phase(t => t.FrontEnd),12:0.000}{Phase(t => t.Plan),14:0.000}{Phase(t => t.CSharp),8:0.000}{Phase(t => t.Native),8:0.000}");
    }

    private static Times Compile(SourceText text)
    {
        var tensors = new FileTensorResolver();
        Compilation compilation = null!;
        ExecutionPlan plan = null!;
        var frontEnd = Seconds(() => compilation = Compilation.Create(text, new Sources(), tensors));
        var planning = Seconds(() => plan = Planner.Plan(PassPipeline.Run(compilation.Graphs[^1], PassOptions.Default), PassOptions.Default));
        return new(frontEnd, planning, Seconds(() => CSharpRunner.Compile(plan, tensors)), Native(plan, tensors));
    }

    private static double Native(ExecutionPlan plan, FileTensorResolver tensors)
    {
        try
        {
            return Seconds(() => NativeRunner.Compile(plan, tensors));
        }
        catch (DllNotFoundException)
        {
            return double.NaN;
        }
    }

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    // Dense layers of 16 and populations in turn, with drawn weights.
    private static SourceText Chain(int pairs)
    {
        var text = new StringBuilder("network Chain {\n    time { step = 1 ms; steps = 4; }\n    input x: spikes[16];\n");
        foreach (var i in Enumerable.Range(0, pairs))
        {
            text.AppendLine($"    {(i == 0 ? "x" : $"n{i - 1}")} -> c{i}: dense(16, weight = uniform(-1, 1, seed = {i}), bias = none) -> n{i}: lif(tau = {i % 9 + 1} ms);");
        }

        return new SourceText("chain.snn", text.Append($"    output y = n{pairs - 1};\n}}\n").ToString());
    }

    /// <summary>Seconds of a compilation's parts.</summary>
    private sealed record Times(double FrontEnd, double Plan, double CSharp, double Native);
}

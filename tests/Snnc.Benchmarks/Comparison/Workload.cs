using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Benchmarks.Comparison;

/// <summary>One network at one rate and length, with its inputs.</summary>
/// <param name="Group">W1 to W4, as <c>--workloads</c> takes it.</param>
/// <param name="Program">The program of the folder Networks, or a path from the root.</param>
/// <param name="Rate">The hidden rate in percent, of two digits, or nothing.</param>
/// <param name="Steps">Steps of an inference.</param>
/// <param name="Input">The file of inputs of a drawn network, or null.</param>
/// <param name="Stride">Numbers from one sample's start to the next.</param>
/// <param name="Samples">Samples of a round.</param>
/// <param name="IsByte">Whether weights are rounded to 8 bits.</param>
/// <param name="IsNarrow">
/// Whether weights may take fewer bits, as they do by default. What is compared with floors holds them in single precision, as the floors do.
/// </param>
internal sealed record Workload(
    string Group, string Program, string Rate, int Steps, string? Input, int Stride, int Samples, bool IsByte = false, bool IsNarrow = false)
{
    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        .. Rates("W1", "w1", 25, "x.bin", 25 * 784, 60).Select(workload => workload with { IsNarrow = true }),
        .. Rates("W1", "w1", 25, "x.bin", 25 * 784, 60),
        .. Rates("W1", "w1_direct", 25, "xa.bin", 784, 60),
        .. Rates("W1", "w1", 25, "x.bin", 25 * 784, 60).Select(workload => workload with { IsByte = true }),
        .. Rates("W2", "w2", 30, "x.bin", 30 * 2 * 34 * 34, 40),
        .. Rates("W3", "w3", 28, "x.bin", 784 * 28, 40),
        .. Rates("W3", "w3", 784, "x.bin", 784 * 28, 10),
        .. Rates("W3", "w3a", 28, "x.bin", 784 * 28, 40),
        .. Rates("W3", "w3a", 784, "x.bin", 784 * 28, 10),
        .. from program in new[] { "w3", "w3a" } from steps in new[] { 28, 784 }
           select new Workload("W3", program, "10", steps, "x.bin", 784 * 28, steps == 28 ? 40 : 10) { IsNarrow = true },
        new Workload("W4", "cuba", "", 10000, null, 0, 1),
    ];

    /// <summary>Gets the name in the table.</summary>
    public string Name => Rate.Length == 0 ? $"{Group} {Program}" : $"{Group} {Program} {Weights}{Rate} % T={Steps}";

    private string Weights => IsByte ? "int8 " : (Program == "w1" || Group == "W3") && !IsNarrow ? "fp32 " : "";

    /// <summary>Compiles for a back end and loads the weights.</summary>
    public INetworkRunner Compile(string backend)
    {
        var tensors = new FileTensorResolver();
        return backend switch
        {
            "interpreter" => new InterpreterRunner(Graph(tensors), tensors),
            "native" => NativeRunner.Compile(Plan(tensors), tensors),
            _ => CSharpRunner.Compile(Plan(tensors), tensors),
        };
    }

    /// <summary>The plan for this machine, with the rate as the activity to plan for.</summary>
    public ExecutionPlan Plan(FileTensorResolver tensors) => PlanFor(PassOptions.Default with { Tensors = tensors, Disabled = IsNarrow ? [] : [PlanPass.Narrow] }, tensors);

    private ExecutionPlan PlanFor(PassOptions passes, FileTensorResolver tensors) => Planner.Plan(PassPipeline.Run(Graph(tensors), passes), passes);

    /// <summary>The inputs of the first samples.</summary>
    public float[][][] Inputs(int count)
    {
        if (Input is null)
        {
            return [.. Enumerable.Repeat(Array.Empty<float[]>(), count)];
        }

        var bytes = File.ReadAllBytes(Path.Combine(BenchFolder.Data, $"{Path.GetFileName(Program).Replace("_direct", "", StringComparison.Ordinal)}_r{Rate}", Input));
        var isBytes = Group != "W3" && Input == "x.bin";
        var values = isBytes ? Array.ConvertAll(bytes, b => (float)b) : FloatsOf(bytes);
        var length = Group == "W3" ? Steps * 28 : Stride;
        return [.. Enumerable.Range(0, count).Select(sample => new[] { values.AsSpan(sample * Stride, length).ToArray() })];
    }

    private Graph Graph(FileTensorResolver tensors)
    {
        var path = Group == "W4" ? Repository.PathOf("samples", "cuba", "cuba.snn")
            : Repository.PathOf("tests", "Snnc.Benchmarks", "Networks", $"{Program}.snn");
        var text = File.ReadAllText(path).Replace("= 0.10", $"= 0.{Rate}", StringComparison.Ordinal);
        text = text.Replace("x = 0." + Rate, "x = 0.10", StringComparison.Ordinal).Replace("_r10.npz", $"_r{Rate}.npz", StringComparison.Ordinal);
        text = text.Replace("steps = 784", $"steps = {Steps.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal);
        var compilation = Compilation.Create(new SourceText(Path.Combine(BenchFolder.Weights, Path.GetFileName(path)), text), new Sources(), tensors);
        if (compilation.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } error)
        {
            throw new ComparisonException($"{path}: {error.Code} {error.Message}");
        }

        return IsByte ? ByteWeights.Round(compilation.Graphs[^1]) : compilation.Graphs[^1];
    }

    private static IEnumerable<Workload> Rates(string group, string program, int steps, string input, int stride, int samples) =>
        new[] { "02", "10", "30" }.Select(rate => new Workload(group, program, rate, steps, input, stride, samples));

    private static float[] FloatsOf(byte[] bytes)
    {
        var values = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
        return values;
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Benchmarks.Comparison;

/// <summary>
/// Trained networks beside PyTorch's loop over the steps in the same run: batches of 1 and of 256, on one thread and on two. Run with the arguments
/// <c>models [ROUNDS [MODEL]...]</c>.
/// </summary>
internal static class ModelTimes
{
    private const int Batch = 256;
    private static readonly (int Batch, double AtLeast)[] Goals = [(1, 20), (Batch, 3)];
    private static readonly Model[] Models =
    [
        new("mnist_snn_lif_direct", Trained("mnist_snn_lif_direct"), Path.Combine("models", "mnist_snn_lif_direct", "weights.npz"), Batch, Images),
        new("mnist_lsnn_ahp_rows", Trained("mnist_lsnn_ahp_rows"), Path.Combine("models", "mnist_lsnn_ahp_rows", "weights.npz"), Batch, Images),
        new("mnist_hybrid_convsnn_ann", Trained("mnist_hybrid_convsnn_ann"), Path.Combine("models", "mnist_hybrid_convsnn_ann", "weights.npz"), Batch, Drawn),
        new("nmnist_cnn", Repository.PathOf("samples", "nmnist", "nmnist.snn"), Path.Combine("nir", "02_cnn", "cnn_sinabs.npz"), 50, Recordings),
    ];

    /// <summary>Measures and prints.</summary>
    /// <returns>The exit code: 0, or 3 where something is missing.</returns>
    public static int Run(string[] arguments)
    {
        var rounds = arguments is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 3;
        var models = arguments.Length > 1 ? Models.Where(model => arguments.Skip(1).Contains(model.Program)) : Models;
        try
        {
            Console.WriteLine($"{"microseconds a sample",-42}{"threads",9}{"C#",10}{"native",10}{"PyTorch",10}{"PyTorch/C#",12}{"PyTorch/native",16}");
            foreach (var model in models)
            {
                Measure(model, 2, rounds);
            }

            // Threads that are there already stay where they are: one thread comes last.
            OwnBatch.StayOnFirstCore();
            foreach (var model in models)
            {
                Measure(model, 1, rounds);
            }

            return 0;
        }
        catch (ComparisonException e)
        {
            Console.WriteLine($"{e.Message}; PyTorch: apt-get install python3-torch libopenblas0-pthread");
            return 3;
        }
    }

    private static void Measure(Model model, int threads, int rounds)
    {
        var inputs = BenchFolder.Cached($"{model.Program}.npy");
        var (shape, values) = model.Inputs();
        Directory.CreateDirectory(Path.GetDirectoryName(inputs)!);
        NpyWriter.Write(inputs, Shape.Of([model.Samples, .. shape]), Array.ConvertAll(values, value => (byte)value));
        foreach (var (batch, goal) in Goals)
        {
            var samples = Math.Min(batch, model.Samples);
            var own = OwnBatch.Backends.Select(backend => OwnBatch.OfModel(
                model.Path, Path.GetDirectoryName(Path.Combine(Repository.Data, model.Weights))!, backend, samples, threads, values)).ToList();
            var times = Enumerable.Range(0, rounds)
                .Select(_ => own.ConvertAll(run => run.Time(batch == 1 ? 100 : 5) / samples).Append(Torch(model, inputs, batch, threads)).ToList())
                .ToList();
            double Median(int of) => 1000 * times.Select(round => round[of]).Order().ElementAt(rounds / 2);
            var (csharp, native, torch) = (Median(0), Median(1), Median(2));
            var verdict = torch / Math.Max(csharp, native) >= goal ? "met" : torch / native >= goal ? "met by native code" : "not met";
            Console.Write($"{model.Program + " batch " + batch,-42}{threads,9}{csharp,10:0.0}{native,10:0.0}{torch,10:0.0}");
            Console.WriteLine($"{torch / csharp,12:0.0}{torch / native,16:0.0}   goal {goal:0} {verdict}");
        }
    }

    private static string Trained(string program) => Repository.PathOf("tests", "Snnc.Models.Tests", "Programs", $"{program}.snn");

    private static double Torch(Model model, string inputs, int batch, int threads)
    {
        string[] arguments = [model.Program, Path.Combine(Repository.Data, model.Weights), inputs, $"{batch}", $"{threads}", batch == 1 ? "20" : "3"];
        var script = Repository.PathOf("tests", "Snnc.Benchmarks", "Peers", "models_torch.py");
        var output = Tool.Run("taskset", ["-c", threads == 1 ? "0" : "0-1", "/usr/bin/python3", script, .. arguments]);
        return double.Parse(output, CultureInfo.InvariantCulture) / batch;
    }

    private static (int[] Shape, float[] Values) Images() => Read(Path.Combine("mnist", "t10k-images-idx3-ubyte.gz"), "", Batch, [1, 28, 28]);

    private static (int[] Shape, float[] Values) Recordings() => Read(Path.Combine("nmnist", "nmnist_test50_frames.npz"), "events", 50, [300, 2, 34, 34]);

    private static (int[] Shape, float[] Values) Read(string path, string key, int count, int[] shape)
    {
        var values = new float[count * Shape.Of(shape).Size];
        TensorFile.Open(Path.Combine(Repository.Data, path)).Read(key).CopyTo(0, values, values.Length);
        return (shape, values);
    }

    // About as many events as an image that moves leaves: at a twentieth of the places.
    private static (int[] Shape, float[] Values) Drawn()
    {
        var random = new Random(1);
        int[] shape = [12, 2, 28, 28];
        return (shape, [.. Enumerable.Range(0, (int)(Batch * Shape.Of(shape).Size)).Select(_ => random.Next(20) == 0 ? 1f : 0f)]);
    }

    /// <summary>A trained network.</summary>
    /// <param name="Program">Its name.</param>
    /// <param name="Path">The path of its program.</param>
    /// <param name="Weights">The file of its weights, from the folder of data on.</param>
    /// <param name="Samples">How many samples there are.</param>
    private sealed record Model(string Program, string Path, string Weights, int Samples, Func<(int[] Shape, float[] Values)> Inputs);
}

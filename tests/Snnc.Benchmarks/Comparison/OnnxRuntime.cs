using System.Globalization;
using System.IO;

namespace Snnc.Benchmarks.Comparison;

/// <summary>ONNX Runtime through its package for Node, which the user puts into the cache folder; models and scripts come from the sources beside the checkout.</summary>
internal static class OnnxRuntime
{
    /// <summary>Gets the command that puts the package where it is looked for.</summary>
    public static string Install => $"npm install --ignore-scripts --prefix \"{Folder}\" onnxruntime-node";

    private static string Folder => BenchFolder.Cached("ort");

    private static string Models => Path.Combine(Folder, "models");

    /// <summary>Runs a script of the sources as <c>node SCRIPT THREADS MODELS ...</c>, on as many cores as threads.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="ComparisonException">Node, its package, Python's onnx or a source is missing.</exception>
    public static string Run(string script, int threads, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "onnxruntime-node")))
        {
            throw new ComparisonException($"there is no onnxruntime-node in {Folder}");
        }

        MakeModels();

        // A module is looked for beside the script that imports it.
        var copy = Path.Combine(Folder, script);
        File.Copy(BenchFolder.Source(script), copy, overwrite: true);
        File.SetAttributes(copy, FileAttributes.Normal);
        return Tool.Run("taskset", ["-c", threads == 1 ? "0" : $"0-{threads - 1}", "node", copy, threads.ToString(CultureInfo.InvariantCulture), Models, .. arguments]);
    }

    private static void MakeModels()
    {
        // The last that is written: what was interrupted is made again.
        if (!File.Exists(Path.Combine(Models, "snn_w2_r30_layerwise.onnx")))
        {
            Directory.CreateDirectory(Models);
            BenchFolder.Python("w5_make_onnx.py", BenchFolder.Data, Models);
        }
    }
}

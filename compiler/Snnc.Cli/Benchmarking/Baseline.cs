using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Snnc.Cli.Files;
using Snnc.Compiler.Diagnostics;
using Snnc.Tensors.Json;

namespace Snnc.Cli.Benchmarking;

/// <summary>An earlier measurement that a new one is held against.</summary>
/// <param name="File">Where it was read.</param>
/// <param name="Speed">What was measured.</param>
/// <param name="Conditions">How it was measured, by the names of the fields.</param>
internal sealed record Baseline(string File, Speed Speed, IReadOnlyDictionary<string, string> Conditions)
{
    private const string Root = "the file";
    private const string Time = "us_per_inference";

    /// <summary>Reads what <c>snnc bench --json</c> printed.</summary>
    /// <exception cref="DiagnosticException">The file is missing, broken, or says what cannot be.</exception>
    public static Baseline Read(string path)
    {
        var root = JsonFile.ReadObject(path, SourceFile.ReadContent(path));
        var time = JsonFile.Field(root, Time, JsonValueKind.Object, path, Root);
        string Text(string name) => JsonFile.Field(root, name, JsonValueKind.String, path, Root).GetString()!;
        string Whole(string name) => JsonFile.Field(root, name, JsonValueKind.Number, path, Root).GetRawText();
        var speed = new Speed(
            Number(time, "median", path, $"'{Time}'"),
            Number(time, "p10", path, $"'{Time}'"),
            Number(time, "p90", path, $"'{Time}'"),
            Number(root, "inferences_per_second", path, Root),
            Number(root, "allocated_bytes_per_inference", path, Root, isZeroFine: true));
        var conditions = Conditioned(Text("network"), Text("backend"), Text("processor"), Whole("threads"), Whole("batch"), Whole("samples"));
        return new Baseline(path, speed, conditions);
    }

    /// <summary>Whether the times of nine in ten calls of each overlap, from the 10th to the 90th percentile: then nothing is known to have changed.</summary>
    public bool IsWithinNoise(Speed now) => now.P10 <= Speed.P90 && Speed.P10 <= now.P90;

    /// <summary>What was not the same: the field, its value then, and its value now.</summary>
    public IReadOnlyList<(string Field, string Then, string Now)> Differences(BenchReport now)
    {
        static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
        var conditions = Conditioned(now.Network, now.Backend, now.Processor, Whole(now.Threads), Whole(now.Batch), Whole(now.Samples));
        return [.. conditions.Where(field => Conditions[field.Key] != field.Value).Select(field => (field.Key, Conditions[field.Key], field.Value))];
    }

    private static Dictionary<string, string> Conditioned(
        string network, string backend, string processor, string threads, string batch, string samples) => new()
    {
        ["network"] = network,
        ["backend"] = backend,
        ["processor"] = processor,
        ["threads"] = threads,
        ["batch"] = batch,
        ["samples"] = samples,
    };

    private static double Number(JsonElement parent, string name, string path, string where, bool isZeroFine = false)
    {
        var field = JsonFile.Field(parent, name, JsonValueKind.Number, path, where);
        var value = field.GetDouble();
        if (double.IsFinite(value) && (value > 0 || (isZeroFine && value == 0)))
        {
            return value;
        }

        var least = isZeroFine ? "not be negative" : "be greater than 0";
        throw new DiagnosticException(Catalog.WrongField(path, $"'{name}' of {where} is {field.GetRawText()}, and must {least}"));
    }
}

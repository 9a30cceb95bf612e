using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Cli.Reporting;

namespace Snnc.Cli.Benchmarking;

/// <summary>A measurement for programs, and for later ones to be held against. The names of fields stay as they are once released.</summary>
internal static class BenchJson
{
    /// <summary>One object on one line.</summary>
    public static string Print(BenchReport report, Baseline? baseline)
    {
        var result = Fields(report.Speed);
        result.Insert(0, "network", report.Network);
        result.Insert(1, "backend", report.Backend);
        result.Insert(2, "processor", report.Processor);
        result.Insert(3, "samples", report.Samples);
        result.Insert(4, "steps", report.Steps);
        result.Insert(5, "threads", report.Threads);
        result.Insert(6, "batch", report.Batch);
        result.Insert(7, "inferences", report.Inferences);
        result.Insert(8, "seconds", report.Seconds);
        result["preparation_seconds"] = report.PreparationSeconds;
        result["baseline"] = baseline is null ? null : Compared(report, baseline);
        return result.ToJsonString(JsonText.Compact);
    }

    private static JsonObject Compared(BenchReport report, Baseline baseline)
    {
        var (now, then) = (report.Speed, baseline.Speed);
        var result = Fields(then);
        result.Insert(0, "file", baseline.File);
        result["ratios"] = new JsonObject
        {
            ["us_per_inference"] = now.Median / then.Median,
            ["inferences_per_second"] = now.PerSecond / then.PerSecond,
            ["allocated_bytes_per_inference"] = then.AllocatedBytes == 0 ? null : now.AllocatedBytes / then.AllocatedBytes,
        };
        result["within_noise"] = baseline.IsWithinNoise(now);
        result["measured_differently"] = new JsonArray([.. baseline.Differences(report).Select(difference => (JsonNode)difference.Field)]);
        return result;
    }

    private static JsonObject Fields(Speed speed) => new()
    {
        ["us_per_inference"] = new JsonObject { ["median"] = speed.Median, ["p10"] = speed.P10, ["p90"] = speed.P90 },
        ["inferences_per_second"] = speed.PerSecond,
        ["allocated_bytes_per_inference"] = speed.AllocatedBytes,
    };
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Snnc.Execution.Calibration;

/// <summary>What the operating system says of the processor.</summary>
public static class Processor
{
    private const string Caches = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>Gets the model, for example <c>AMD EPYC 7763 64-Core Processor</c>.</summary>
    public static string Model { get; } = ReadModel();

    /// <summary>The bytes of a level's cache, or null where that is not known.</summary>
    public static double? CacheBytes(int level)
    {
        var folders = Directory.Exists(Caches) ? Directory.EnumerateDirectories(Caches, "index*") : [];
        var sizes = folders.Where(folder => Read(folder, "level") == level.ToString(CultureInfo.InvariantCulture) && Read(folder, "type") != "Instruction")
            .Select(folder => ParseSize(Read(folder, "size"))).OfType<double>();
        return sizes.Cast<double?>().FirstOrDefault();
    }

    private static string ReadModel()
    {
        const string Info = "/proc/cpuinfo";
        IEnumerable<string> lines = File.Exists(Info) ? File.ReadLines(Info) : [];
        var model = lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
        return string.IsNullOrEmpty(model) ? $"{RuntimeInformation.ProcessArchitecture} processor" : model;
    }

    private static string Read(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
    }

    // "512K", "32M".
    private static double? ParseSize(string text)
    {
        var factor = text.LastOrDefault() switch
        {
            'K' => 1 << 10,
            'M' => 1 << 20,
            _ => 1,
        };
        return double.TryParse(text.TrimEnd('K', 'M'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size * factor : null;
    }
}

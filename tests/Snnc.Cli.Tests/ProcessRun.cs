using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace Snnc.Cli.Tests;

/// <summary>What the executable itself did: its exit code, its standard error, the processor time and the most memory that it took.</summary>
internal sealed record ProcessRun(int Code, string Out, string Error, TimeSpan ProcessorTime, long PeakBytes)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static ProcessRun Of(string folder, params string[] arguments) => Of(folder, null, arguments);

    /// <summary>Runs it with a variable of the environment set.</summary>
    public static ProcessRun Of(string folder, (string Name, string Value)? variable, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What was measured of this machine is looked for in the folder, which need not be there.
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(folder, "config");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "snnc.dll"));
        arguments.ToList().ForEach(start.ArgumentList.Add);
        if (variable is { } set)
        {
            start.Environment[set.Name] = set.Value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (peak, time) = Watch(process);
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            throw new TimeoutException($"snnc {string.Join(' ', arguments)} ran for more than {Limit}");
        }

        return new ProcessRun(process.ExitCode, output.Result, error.Result, time, peak);
    }

    // The system keeps the high-water mark, so that looking often enough misses little; what has ended cannot be asked.
    private static (long Peak, TimeSpan Time) Watch(Process process)
    {
        var (peak, time) = (0L, TimeSpan.Zero);
        var clock = Stopwatch.StartNew();
        while (!process.WaitForExit(5) && clock.Elapsed < Limit)
        {
            try
            {
                (peak, time) = (Math.Max(peak, ReadPeak(process.Id)), process.TotalProcessorTime);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                // It ended between the two looks: what the framework says of it then depends on how far the system has put it away.
                break;
            }
        }

        return (peak, time);
    }

    private static long ReadPeak(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

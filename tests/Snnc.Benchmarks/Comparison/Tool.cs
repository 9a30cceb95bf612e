using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace Snnc.Benchmarks.Comparison;

/// <summary>Programs of the system that a comparison runs.</summary>
internal static class Tool
{
    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="ComparisonException">It is not there, or it failed.</exception>
    public static string Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output
                : throw new ComparisonException($"{program} {string.Join(' ', arguments)} failed: {errors.Result.Trim()}");
        }
        catch (Win32Exception)
        {
            throw new ComparisonException($"{program} is not installed");
        }
    }

    /// <summary>The first of some programs that is on the path.</summary>
    public static string? Find(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Array.Find(names, name => Array.Exists(folders, folder => File.Exists(Path.Combine(folder, name))));
    }
}

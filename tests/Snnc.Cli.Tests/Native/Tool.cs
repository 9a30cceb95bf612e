using System;
using System.Diagnostics;
using System.IO;
using Shouldly;

namespace Snnc.Cli.Tests.Native;

/// <summary>Runs programs of this machine.</summary>
internal static class Tool
{
    /// <summary>Runs one in a folder; it must succeed.</summary>
    /// <returns>What it wrote to standard output and to standard error.</returns>
    public static (string Out, string Error) Run(string folder, string program, string[] arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill();
            throw new TimeoutException(program);
        }

        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{error.Result}");
        return (output.Result, error.Result);
    }
}

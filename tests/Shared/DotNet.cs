using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Shouldly;

namespace Snnc.Tests;

/// <summary>Runs <c>dotnet</c>.</summary>
internal static class DotNet
{
    private static readonly System.TimeSpan Limit = System.TimeSpan.FromMinutes(5);

    public static DotNetResult Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the test host was started with is not for the programs that it starts.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", System.StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Limit);
        process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        return new DotNetResult(process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }
}

/// <summary>What <c>dotnet</c> answered.</summary>
internal sealed partial record DotNetResult(int ExitCode, string Output)
{
    /// <summary>Gets the lines, each once: a build says an error when it occurs, and again at its end.</summary>
    public IReadOnlyList<string> Lines => [.. Output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Distinct()];

    /// <summary>Gets the errors and warnings, without the node before them and the project after them.</summary>
    public IReadOnlyList<string> Findings =>
    [
        .. Lines.Where(line => line.Contains(": error ") || line.Contains(": warning "))
            .Select(line => Frame().Replace(line, "")).Distinct(),
    ];

    public DotNetResult ShouldSucceed()
    {
        ExitCode.ShouldBe(0, Output);
        Findings.ShouldBeEmpty();
        return this;
    }

    public DotNetResult ShouldFail()
    {
        ExitCode.ShouldNotBe(0, Output);
        Findings.ShouldAllBe(line => !line.Contains("CS8785") && !line.Contains("CS9057"));
        return this;
    }

    [GeneratedRegex(@"^\s*[\d:]+>| \[[^\[\]]*\.csproj[^\[\]]*\]$")]
    private static partial Regex Frame();
}

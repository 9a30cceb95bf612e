using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using Shouldly;
using Snnc.LanguageServer.Tests.Clients;

namespace Snnc.LanguageServer.Tests.Editors;

/// <summary>Runs Neovim without a screen on a program, with <c>snnc lsp</c> as it is installed.</summary>
internal static class NeovimRun
{
    private static readonly string Compiler = Path.Combine(AppContext.BaseDirectory, "snnc.dll");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs steps in Lua, which get the editor of <c>neovim.lua</c>.</summary>
    /// <returns>What they return.</returns>
    public static JsonElement Of(TemporaryFolder folder, string program, string steps)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Editors", "neovim.lua");
        var start = Start(folder, "-u", "NONE", "-c", $"luafile {script}");
        start.Environment["SNNC_DLL"] = Compiler;
        start.Environment["SNNC_PROGRAM"] = folder.Write("net.snn", program.ReplaceLineEndings("\n"));
        start.Environment["SNNC_STEPS"] = folder.Write("steps.lua", $"return function(editor)\n{steps}\nend\n");
        var answer = Run(folder, start);
        answer.TryGetProperty("error", out var failure).ShouldBeFalse(failure.ToString());
        return answer.GetProperty("result");
    }

    /// <summary>Opens a program as a user does whose <c>init.lua</c> is given, and who has <c>snnc</c> installed.</summary>
    /// <returns>What a script in Lua then writes, as JSON, into the file that SNNC_RESULT names.</returns>
    public static JsonElement OfUser(TemporaryFolder folder, string init, string program, string script)
    {
        var installed = folder.Write("snnc", $"#!/bin/sh\nexec dotnet '{Compiler}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(installed, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var file = folder.Write("net.snn", program.ReplaceLineEndings("\n"));
        var start = Start(folder, "-u", folder.Write("init.lua", init), file, "-c", $"luafile {folder.Write("script.lua", script)}");
        start.Environment["PATH"] = folder.Path + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        return Run(folder, start);
    }

    private static ProcessStartInfo Start(TemporaryFolder folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("nvim") { WorkingDirectory = folder.Path, RedirectStandardError = true, RedirectStandardOutput = true };
        arguments.Prepend("-n").Prepend("NONE").Prepend("-i").Prepend("--headless").ToList().ForEach(start.ArgumentList.Add);
        // Neovim logs there; the server writes the texts of the library there.
        start.Environment["XDG_CACHE_HOME"] = folder.Path;
        start.Environment["XDG_DATA_HOME"] = folder.Path;
        start.Environment["SNNC_RESULT"] = ResultOf(folder);
        return start;
    }

    private static JsonElement Run(TemporaryFolder folder, ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"nvim ran for more than {Limit}");
        }

        File.Exists(ResultOf(folder)).ShouldBeTrue(output.Result + error.Result);
        return JsonDocument.Parse(File.ReadAllText(ResultOf(folder))).RootElement;
    }

    private static string ResultOf(TemporaryFolder folder) => Path.Combine(folder.Path, "result.json");
}

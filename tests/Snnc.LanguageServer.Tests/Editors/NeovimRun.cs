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
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs steps in Lua, which get the editor of <c>neovim.lua</c>.</summary>
    /// <returns>What they return.</returns>
    public static JsonElement Of(TemporaryFolder folder, string program, string steps)
    {
        var result = Path.Combine(folder.Path, "result.json");
        var start = new ProcessStartInfo("nvim") { WorkingDirectory = folder.Path, RedirectStandardError = true, RedirectStandardOutput = true };
        new[] { "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", $"luafile {PathOf("neovim.lua")}" }.ToList().ForEach(start.ArgumentList.Add);
        start.Environment["SNNC_DLL"] = Path.Combine(AppContext.BaseDirectory, "snnc.dll");
        start.Environment["SNNC_PROGRAM"] = folder.Write("net.snn", program.ReplaceLineEndings("\n"));
        start.Environment["SNNC_STEPS"] = folder.Write("steps.lua", $"return function(editor)\n{steps}\nend\n");
        start.Environment["SNNC_RESULT"] = result;

        // Neovim logs there; the server writes the texts of the library there.
        start.Environment["XDG_CACHE_HOME"] = folder.Path;
        start.Environment["XDG_DATA_HOME"] = folder.Path;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"nvim ran for more than {Limit}");
        }

        File.Exists(result).ShouldBeTrue(output.Result + error.Result);
        var answer = JsonDocument.Parse(File.ReadAllText(result)).RootElement;
        answer.TryGetProperty("error", out var failure).ShouldBeFalse(failure.ToString() + output.Result + error.Result);
        return answer.GetProperty("result");
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Editors", name);
}

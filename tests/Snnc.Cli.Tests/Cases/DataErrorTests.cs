using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Cases;

/// <summary>Every diagnostic about files, data and running, made by a command, with all that it prints.</summary>
public sealed class DataErrorTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Snnc.Compiler.Tests", "Samples", "data-errors");

    public static IEnumerable<object[]> Cases() => All().Where(c => c.HasCommand).Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Command_OnFilesAtFault_PrintsExactlyThis(string name)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(Folder, name + ".case");
        var sample = CommandCase.Read(path);
        sample.MakeFiles(folder);

        var run = CommandRun.In(folder, [.. sample.Command]);

        if (Environment.GetEnvironmentVariable("SNNC_BLESS") == "1")
        {
            var text = File.ReadAllText(path);
            File.WriteAllText(path, text[..(text.IndexOf("--- error\n", StringComparison.Ordinal) + "--- error\n".Length)] + run.Error);
        }

        run.Error.ShouldBe(CommandCase.Read(path).Error);
        run.Error.ShouldContain(name);
        run.Code.ShouldBe(run.Error.Contains($"error SNN", StringComparison.Ordinal) ? ExitCode.Error : ExitCode.Success);
    }

    [Fact]
    public void Codes_WithoutACommand_AreThoseThatNoFileCauses()
    {
        // They are caused by tests of their own.
        All().Where(c => !c.HasCommand).Select(c => c.Name).ToArray().ShouldBe(["SNN0842", "SNN0856", "SNN0859", "SNN0899"]);
    }

    private static IEnumerable<CommandCase> All() => Directory.EnumerateFiles(Folder, "*.case").Order().Select(CommandCase.Read);
}

using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc new</c>: the project of <c>dotnet new snn</c> under a name of one's own.</summary>
public sealed class NewCommandTests
{
    private static readonly string Template = Repository.PathOf("sdk", "Snnc.Templates", "content", "snn");

    [Fact]
    public void New_Name_WritesTheTemplateUnderIt()
    {
        using var folder = new TemporaryFolder();

        var run = CommandRun.In(folder, "new", folder.PathOf("Digit-Reader"));

        run.ShouldBe(new CommandRun(ExitCode.Success, "Digit-Reader: a program that reads handwritten digits\n  cd Digit-Reader\n  dotnet run\n", ""));
        var expected = Directory.EnumerateFiles(Template, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Template, path))
            .Where(path => !path.StartsWith(".template.config")).Select(path => path.Replace("SnnApp", "Digit-Reader"))
            .Concat(["digits.snn", "digits.npz", "digits.data.npz"]).Order();
        var root = folder.PathOf("Digit-Reader");
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path)).Order().ShouldBe(expected);
        var texts = expected.Where(path => Path.GetExtension(path) != ".npz").Select(path => File.ReadAllText(Path.Combine(root, path))).ToList();
        texts.ShouldAllBe(text => !text.Contains("SnnApp") && !text.Contains("SNNC_VERSION"));
        texts.ShouldContain(text => text.Contains($"<PackageReference Include=\"Snnc.Sdk\" Version=\"{ProductVersion.Text}\" />"));
        File.ReadAllBytes(Path.Combine(root, "digits.npz")).ShouldBe(File.ReadAllBytes(Repository.PathOf("samples", "digits", "digits.npz")));
        CommandRun.In(folder, "run", folder.PathOf("Digit-Reader/digits.snn")).Out.ShouldContain("499");
    }

    [Fact]
    public void New_FolderThatHoldsSomething_IsLeftAsItIs()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("net"));
        folder.Write("net/mine.txt", "mine");

        var run = CommandRun.In(folder, "new", "net");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("net: error SNN0806: the file cannot be written: the folder is there already, and not empty");
        Directory.EnumerateFileSystemEntries(folder.PathOf("net")).Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("1net")]
    [InlineData("..")]
    [InlineData("x/y;z")]
    public void New_WhatIsNoName_IsAWrongCommandLine(string name)
    {
        var run = CommandRun.Of("new", name);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("cannot be a project's name");
    }

    [Fact]
    public void New_WithoutAName_IsAWrongCommandLine() => CommandRun.Of("new").Code.ShouldBe(ExitCode.Usage);
}

using System;
using System.IO;
using System.IO.Pipes;
using System.Linq;
using System.Threading.Tasks;
using Shouldly;
using Snnc.Cli.Files;
using Snnc.Cli.Tests.Native;
using Snnc.Compiler.Diagnostics;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests;

/// <summary>A file is there whole or not at all, whatever happens while it is written. Alone: what is unfinished in other tests would be deleted too.</summary>
[CollectionDefinition(nameof(AtomicFileTests), DisableParallelization = true)]
[Collection(nameof(AtomicFileTests))]
public sealed class AtomicFileTests
{
    [Fact]
    public void Write_ThatFailsHalfway_LeavesWhatWasThere()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("out.txt", "before");

        Should.Throw<DiagnosticException>(() => AtomicFile.Write(path, temporary =>
        {
            File.WriteAllText(temporary, "half");
            throw new IOException("No space left on device.");
        })).Diagnostics.Single().Message.ShouldBe("the file cannot be written: No space left on device");

        Directory.EnumerateFiles(folder.Path).ShouldBe([path]);
        File.ReadAllText(path).ShouldBe("before");
    }

    // As where the process is ended from outside: nobody unwinds what is being written.
    [Fact]
    public void DeleteUnfinished_InTheMiddle_TakesWhatAToolWroteBesideIt()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("new/libNet.so");

        Should.Throw<DiagnosticException>(() => AtomicFile.Write(path, temporary =>
        {
            File.WriteAllText(temporary, "half");
            File.WriteAllText(temporary + ".o", "whole");
            AtomicFile.DeleteUnfinished();
            Directory.EnumerateFiles(folder.PathOf("new")).ShouldBeEmpty();
            throw new IOException("stopped");
        }));

        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public void Write_ThroughALink_WritesTheFileThatItLeadsTo()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file.txt", "before");
        File.CreateSymbolicLink(folder.PathOf("link.txt"), file);
        File.CreateSymbolicLink(folder.PathOf("dangling.txt"), folder.PathOf("new.txt"));

        AtomicFile.WriteText(folder.PathOf("link.txt"), "after");
        AtomicFile.WriteText(folder.PathOf("dangling.txt"), "new");

        new FileInfo(folder.PathOf("link.txt")).LinkTarget.ShouldBe(file);
        File.ReadAllText(file).ShouldBe("after");
        File.ReadAllText(folder.PathOf("new.txt")).ShouldBe("new");
    }

    // As /dev/stdout is one: what is renamed over it takes the place of a device where the user may do that.
    [Fact]
    public void Write_ToADevice_WritesThrough()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var device = $"/dev/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}";

        AtomicFile.WriteText(device, "content");

        pipe.DisposeLocalCopyOfClientHandle();
        new StreamReader(pipe).ReadToEnd().ShouldBe("content");
    }

    // A pipe has no end until somebody reads it.
    [Fact]
    public async Task Write_ToANamedPipe_WritesIntoIt()
    {
        using var folder = new TemporaryFolder();
        var pipe = folder.PathOf("pipe.json");
        Tool.Run(folder.Path, "mkfifo", [pipe]);
        File.CreateSymbolicLink(folder.PathOf("link.json"), pipe);

        foreach (var path in new[] { pipe, folder.PathOf("link.json") })
        {
            AtomicFile.Require(path);
            var read = Task.Run(() => File.ReadAllText(pipe));
            AtomicFile.WriteText(path, "content");
            (await read.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe("content");
        }

        Directory.EnumerateFiles(folder.Path).Order().ShouldBe([folder.PathOf("link.json"), pipe]);
    }

    [Fact]
    public void Require_OfWhatCanBeWritten_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("out.txt", "before");

        AtomicFile.Require(path, folder.PathOf("new/folder/out.txt"), null, "/dev/null");

        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBe([path]);
        File.ReadAllText(path).ShouldBe("before");
    }

    // What cannot be written is told before the program is read, which is not there.
    [Theory]
    [InlineData("run", "net.snn", "--outputs")]
    [InlineData("run", "net.snn", "--trace")]
    [InlineData("profile", "net.snn", "-o")]
    [InlineData("convert", "net.snn", "--data", "d.npz", "-o", "net.out.snn", "--report")]
    [InlineData("convert", "net.snn", "--data", "d.npz", "-o")]
    [InlineData("build", "net.snn", "-o")]
    [InlineData("import", "net.nir", "-o")]
    [InlineData("calibrate", "-o")]
    [InlineData("cost", "net.snn", "--target", "loihi1", "--html")]
    [InlineData("check", "net.snn", "--target", "loihi1", "--placement")]
    public void Verb_WhoseOutputCannotBeWritten_DoesNoWork(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "");
        var ending = arguments[0] is "convert" or "import" ? arguments[^1] == "-o" ? ".snn" : ".html" : ".npz";

        var run = CommandRun.Of([.. arguments, folder.PathOf("file/out" + ending)]);

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("error SNN0806: the file cannot be written: there is no such folder, and none can be made there");
        run.Error.ShouldEndWith("\n1 error\n");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBe([folder.PathOf("file")]);
    }

    [Fact]
    public void Write_WhereNoFolderCanBe_NamesNoTemporaryFile() =>
        Should.Throw<DiagnosticException>(() => AtomicFile.WriteText("/proc/none.txt", "content")).Diagnostics.Single()
            .Message.ShouldBe("the file cannot be written: there is no such folder, and none can be made there");
}

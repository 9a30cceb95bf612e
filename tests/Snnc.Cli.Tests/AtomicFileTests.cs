using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Cli.Files;
using Snnc.Compiler.Diagnostics;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests;

/// <summary>A file is there whole or not at all, whatever happens while it is written.</summary>
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
}

using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Passes;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Passes;

/// <summary>The graphs of the folder Files, before and after passes; SNNC_BLESS=1 writes what comes out anew.</summary>
public sealed class PassFileTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Snnc.Compiler.Tests", "Passes", "Files");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.snnir").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Fact]
    public void EveryPass_HasAFileThatItChanges_AndOneThatItLeaves()
    {
        foreach (var pass in PassPipeline.Passes.Select(pass => pass.Name))
        {
            var files = Directory.EnumerateFiles(Folder, $"{pass}-*.snnir").Select(path => new PassFile(path)).ToList();
            files.ShouldContain(file => !file.IsUnchanged && file.Options.IsOn(pass), pass);
            files.ShouldContain(file => file.IsUnchanged && file.Options.IsOn(pass), pass);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Passes_OfAFile_MakeTheBlessedGraph(string name)
    {
        var file = new PassFile(Path.Combine(Folder, $"{name}.snnir"));
        var result = IrPrinter.Print(PassPipeline.Run(file.Graph, file.Options));

        var path = Path.Combine(Folder, $"{name}.snnir.expected");
        if (Environment.GetEnvironmentVariable("SNNC_BLESS") == "1")
        {
            File.WriteAllText(path, result);
        }

        File.Exists(path).ShouldBeTrue($"bless {name}.snnir.expected first");
        result.ShouldBe(File.ReadAllText(path));
        (result == IrPrinter.Print(file.Graph)).ShouldBe(file.IsUnchanged);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Passes_OfAFile_KeepItWellFormedAndItsMeaning(string name)
    {
        var file = new PassFile(Path.Combine(Folder, $"{name}.snnir"));
        var passed = PassPipeline.Run(file.Graph, file.Options);
        IrVerifier.Verify(passed).Select(diagnostic => diagnostic.Message).ShouldBeEmpty();
        PassPipeline.Run(passed, file.Options).Nodes.ShouldBe(passed.Nodes, "a second run finds nothing more");
        var silent = file.Graph.Outputs.Select(output => output.Name).ToHashSet();
        for (var seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            var tensors = file.Tensors(random);
            var (before, after) = (new Interpreter(file.Graph, tensors, Precision.Single), new Interpreter(passed, tensors, Precision.Single));
            for (var sample = 0; sample < 2; sample++)
            {
                var inputs = file.Inputs(random);
                var expected = before.Run(sample, inputs);
                ShouldBeEqual(after.Run(sample, inputs), expected, file.Tolerance);
                silent.ExceptWith(expected.Outputs.Where(output => output.Values.Any(value => value != 0)).Select(output => output.Name));
            }
        }

        silent.ShouldBeEmpty();
    }

    private static void ShouldBeEqual(InferenceResult after, InferenceResult before, double tolerance)
    {
        after.Outputs.Select(output => (output.Name, output.Shape, output.Element))
            .ShouldBe(before.Outputs.Select(output => (output.Name, output.Shape, output.Element)));
        foreach (var (one, other) in after.Outputs.Zip(before.Outputs))
        {
            one.Values.Zip(other.Values).Max(pair => Math.Abs(pair.First - pair.Second) / Math.Max(1, Math.Abs(pair.Second)))
                .ShouldBeLessThanOrEqualTo(tolerance, one.Name);
        }
    }
}

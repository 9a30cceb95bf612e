using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Shouldly;
using Xunit;

namespace Snnc.Generator.Tests;

/// <summary>Nothing is done again whose result is known.</summary>
public sealed class IncrementalityTests
{
    private static readonly string[] Steps =
    [
        SnnGenerator.Sources, SnnGenerator.Manifests, SnnGenerator.Inputs, SnnGenerator.Programs, SnnGenerator.Project, SnnGenerator.Files,
        SnnGenerator.Findings,
    ];

    [Fact]
    public void EditOfCSharp_LeavesEveryStepCached()
    {
        var host = Host();
        host.Run();
        host.AddCode("class Another;");

        var result = host.Run();

        foreach (var step in Steps)
        {
            result.Reasons(step).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached, step);
        }
    }

    [Fact]
    public void EditOfWhitespace_LeavesTheProgramUnchanged()
    {
        var host = Host();
        host.Run();
        host.Edit("layer.snn", text => text.Replace("output y = a;", "output y  =  a;  // The same."));

        var result = host.Run();

        result.Reasons(SnnGenerator.Programs).ShouldBe([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached], ignoreOrder: true);
        AllAreKept(result, SnnGenerator.Project, SnnGenerator.Files, SnnGenerator.Findings);
    }

    [Fact]
    public void EditOfOneProgram_CompilesThatAlone()
    {
        var host = Host();
        host.Run();
        host.Edit("plain.snn", text => text.Replace("scale(x, 2)", "scale(x, 3)"));

        var result = host.Run();

        result.Reasons(SnnGenerator.Programs).ShouldBe([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], ignoreOrder: true);
    }

    [Fact]
    public void EditOfAUsedFile_CompilesItsUsers()
    {
        var host = new ProjectHost(
            ("user.snn", "use \"blocks.snn\"; network User { input x: frame[3]; x -> t: twice; output y = t; }"),
            ("blocks.snn", "use \"deep.snn\"; block twice { input x: frame[3]; output y = scale(x, FACTOR); }"),
            ("deep.snn", "const FACTOR = 2;"),
            ("plain.snn", Samples.Plain));
        host.Run().Reports.ShouldBeEmpty();
        host.Edit("deep.snn", text => text.Replace("2", "5"));

        var result = host.Run();

        result.Reasons(SnnGenerator.Files).ShouldBe([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged], ignoreOrder: true);
        result.Files["user.snn.User.g.cs"].ShouldContain("5f");
    }

    [Fact]
    public void EditOfWeights_ChangesTheHashInTheClass()
    {
        var host = Host();
        host.Run();
        host.Edit("obj/networks.snnmanifest", text => text.Replace("00ff", "77aa"));

        var result = host.Run();

        result.Files["layer.snn.Layer.g.cs"].ShouldContain("77aa");
        result.Reasons(SnnGenerator.Programs).ShouldBe([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], ignoreOrder: true);
    }

    [Fact]
    public void EditOfWeights_ThatNoProgramNames_ChangesNothing()
    {
        var host = Host();
        host.Run();
        host.Edit("obj/other.npz.snnmanifest", text => text.Replace("5", "6"));

        AllAreKept(host.Run(), SnnGenerator.Inputs, SnnGenerator.Programs, SnnGenerator.Project, SnnGenerator.Files);
    }

    private static ProjectHost Host() => new(
        ("layer.snn", Samples.Layer),
        ("plain.snn", Samples.Plain),
        ("obj/layer.npz.snnmanifest", Samples.LayerWeights),
        ("obj/other.npz.snnmanifest", Samples.Manifest("other.npz", "tensor\ta\tFloat32\t5\n")),
        ("obj/networks.snnmanifest", Samples.Packed));

    private static void AllAreKept(ProjectResult result, params IReadOnlyList<string> steps)
    {
        foreach (var step in steps)
        {
            result.Reasons(step).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged, step);
        }
    }
}

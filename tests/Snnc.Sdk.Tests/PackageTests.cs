using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Sdk.Tests;

/// <summary>What a project gets from the package: each test is a project of a user.</summary>
[Collection(PackedFeedCollection.Name)]
public sealed class PackageTests(PackedFeed feed)
{
    private const string Made = "obj/Debug/net10.0/snn";

    [Fact]
    public void Project_BuildsWhatChanged_AndNothingElse()
    {
        var project = feed.NewProject("My project é").WithLayer();
        var first = project.Build().ShouldSucceed();
        first.Output.ShouldContain("Restored");
        project.Run().Output.Trim().ShouldBe("21 43");

        var second = project.Build().ShouldSucceed();
        Skipped(second, "PackSnnWeights").ShouldBeTrue(second.Output);
        Skipped(second, "CoreCompile").ShouldBeTrue(second.Output);

        project.WriteWeights("layer.npz", "fc.weight", 1, 2, 5, 6);
        var third = project.Build().ShouldSucceed();
        Skipped(third, "CoreCompile").ShouldBeFalse(third.Output);
        project.Run().Output.Trim().ShouldBe("21 65");

        // As 'mv' and 'unzip' leave it: other values, older than what was made of those before.
        project.WriteWeights("layer.npz", "fc.weight", 1, 2, 7, 8);
        File.SetLastWriteTimeUtc(project.PathOf("layer.npz"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        project.Build().ShouldSucceed();
        project.Run().Output.Trim().ShouldBe("21 87");

        DotNet.Run(project.Folder, "clean", "-v", "q", "-nologo").ExitCode.ShouldBe(0);
        Directory.Exists(project.PathOf(Made)).ShouldBeFalse();
        Directory.EnumerateFiles(project.PathOf("bin"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void Errors_AreAtTheirPlaces_AndNoOthersFollow()
    {
        var project = feed.NewProject("errors").WithLayer();
        project.Write("syntax.snn", ConsumerProject.Network.Replace("network Layer", "network Syntax").Replace("output y = fc;", "output y = ;"));
        project.Write("shape.snn", ConsumerProject.Network.Replace("network Layer", "network Shape").Replace("dense(2,", "dense(3,"));
        project.Write("nets/missing.snn", ConsumerProject.Network.Replace("network Layer", "network Missing").Replace("layer.npz", "../layer.npz").Replace("fc", "fd"));
        project.Write("nofile.snn", ConsumerProject.Network.Replace("network Layer", "network NoFile").Replace("layer.npz", "layers.npz"));
        project.Write("nan.snn", ConsumerProject.Network.Replace("network Layer", "network Nan").Replace("layer.npz", "nan.npz"));
        project.WriteWeights("nan.npz", "fc.weight", 1, 2, float.NaN, 4);
        project.Write("Use.cs", """
            static class Use
            {
                public static void All(float[] x, float[] y)
                {
                    App.Syntax.Load().Run(x, y);
                    App.Shape.Load().Run(x, y);
                    App.nets.Missing.Load().Run(x, y);
                    App.NoFile.Load().Run(x, y);
                    App.Nan.Load().Run(x, y);
                }
            }
            """);

        var found = project.Build().ShouldFail().Findings;

        found.Count.ShouldBe(5, string.Join("\n", found));
        Func<string, string> At = project.PathOf;
        found.ShouldContain(line => line.StartsWith($"{At("syntax.snn")}(5,16): error SNN01"));
        found.ShouldContain(line => line.StartsWith($"{At("shape.snn")}(4,10): error SNN0702: the tensor 'fc.weight' must be [3, 2], and is [2, 2]"));
        found.ShouldContain($"{At("nets/missing.snn")}(4,10): error SNN0701: \"../layer.npz\" has no tensor 'fd.weight'; the nearest is fc.weight; another name than the label's is given as `weight = w[\"NAME\"]`");
        found.ShouldContain($"{At("nofile.snn")}(2,17): error SNN0703: layers.npz: the project has no such file of weights; did you mean 'layer.npz'?");
        found.ShouldContain(line => line.StartsWith($"{At("nan.snn")}(2,17): error SNN0703: nan.npz: tensor 'fc.weight'[1, 0] is NaN; weights must be finite"));

        // What is wrong stays wrong, though no file has changed.
        project.Build("--no-restore").ShouldFail().Findings.ShouldBe(found, ignoreOrder: true);
    }

    [Fact]
    public void Activity_AndPrecision_AreTheItems_AndAChangeOfThemBuildsAgain()
    {
        const string Spiking = """
            network Layer {
                weights w = "layer.npz";
                time { step = 1 ms; steps = 50; }
                input x: spikes[256];
                x -> fc: dense(256, bias = none) -> h: lif(tau = 20 ms);
                output y = sum(h);
            }
            """;
        string Recorded(string density) => $$"""{"network": "Layer", "nodes": [{"name": "x", "density": {{density}}}]}""";
        var project = feed.NewProject("planned").WriteProject(
            "<EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>",
            "<Snn Update=\"layer.snn\" SnnActivity=\"rates/layer.json\" SnnPrecision=\"$(Precision)\" />");
        project.Write("layer.snn", Spiking);
        project.Write("rates/layer.json", Recorded("0.9"));
        project.Write("Program.cs", "System.Console.WriteLine(App.Layer.Steps);");
        project.WriteWeights("layer.npz", "fc.weight", [256, 256], [.. Enumerable.Repeat(0.5f, 256 * 256)]);
        string Class() => File.ReadAllText(
            project.PathOf("obj/Debug/net10.0/generated/Snnc.Generator/Snnc.Generator.SnnGenerator/layer.snn.Layer.g.cs"));

        project.Build().ShouldSucceed();
        Class().ShouldNotContain("RowStep");
        Class().ShouldNotContain("_x_lists");
        Skipped(project.Build("--no-restore").ShouldSucceed(), "PackSnnWeights").ShouldBeTrue();

        project.Write("rates/layer.json", Recorded("0.001"));
        project.Build("--no-restore").ShouldSucceed();
        Class().ShouldContain("_x_lists");
        project.Build("--no-restore", "-p:Precision=int8").ShouldSucceed();
        Class().ShouldContain("RowStep");

        File.Delete(project.PathOf("rates/layer.json"));
        project.Build("--no-restore").ShouldFail().Findings.Single().ShouldContain("rates/layer.json : error SNN0801: there is no such file; SnnActivity of layer.snn");
    }

    [FullFact]
    public void SeveralFrameworks_AndCentralVersions_Build()
    {
        var project = feed.NewProject("central").WithLayer();
        project.WriteProject(
            "<EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>",
            frameworks: "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>",
            central: true);
        project.Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="Snnc.Sdk" Version="0.1.0" /></ItemGroup>
            </Project>
            """);

        project.Build().ShouldSucceed();

        project.Run().Output.Trim().ShouldBe("21 43");
        File.Exists(project.PathOf("bin/Debug/net10.0-windows/App.dll")).ShouldBeTrue();
    }

    [FullFact]
    public void SameFileName_InTwoFolders_GivesTwoClasses_WithTheirOwnWeights()
    {
        var project = feed.NewProject("twice").WriteProject("<EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>", "<Snn Update=\"b/layer.snn\" SnnNamespace=\"Second\" />");
        project.Write("a/layer.snn", ConsumerProject.Network);
        project.Write("b/layer.snn", ConsumerProject.Network);
        project.WriteWeights("a/layer.npz", "fc.weight", 1, 2, 3, 4);
        project.WriteWeights("b/layer.npz", "fc.weight", 1, 0, 0, 1);
        project.Write("Program.cs", "A(); B(); void A() {\n" + ConsumerProject.Program.Replace("App.Layer", "App.a.Layer")
            + "\n} void B() {\n" + ConsumerProject.Program.Replace("App.Layer", "Second.Layer") + "\n}");

        project.Build().ShouldSucceed();

        project.Run().Lines.ShouldBe(["21 43", "1 10"]);
        var generated = project.PathOf("obj/Debug/net10.0/generated/Snnc.Generator");
        Directory.EnumerateFiles(generated, "*.cs", SearchOption.AllDirectories).Select(Path.GetFileName)
            .ShouldBe(["a_layer.snn.Layer.g.cs", "b_layer.snn.Layer.g.cs"], ignoreOrder: true);
        DotNet.Run(project.Folder, "clean", "-v", "q", "-nologo").ExitCode.ShouldBe(0);
        Directory.Exists(generated).ShouldBeFalse();
    }

    [FullFact]
    public void WeightsBesideTheProgram_ArePublishedWithIt_AndChecked()
    {
        var project = feed.NewProject("content").WithLayer().WriteProject("<SnnWeightStorage>Content</SnnWeightStorage>");

        DotNet.Run(project.Folder, "publish", "-nologo", "-v", "m", "-c", "Debug", "-o", "out").ShouldSucceed();

        project.Run("out/App.dll").Output.Trim().ShouldBe("21 43");
        var weights = project.PathOf("out/weights/App/layer.snn.Layer.snnw");
        File.Exists(weights).ShouldBeTrue();
        new FileInfo(project.PathOf("out/App.dll")).Length.ShouldBeLessThan(64 * 1024);

        using (var file = File.OpenWrite(weights))
        {
            file.Seek(-1, SeekOrigin.End);
            file.WriteByte(99);
        }

        var refused = project.Run("out/App.dll");
        refused.ExitCode.ShouldNotBe(0);
        refused.Output.ShouldContain("are not those that the network was compiled with");
    }

    [FullFact]
    public void Editor_SeesProgramsAndManifests()
    {
        var project = feed.NewProject("editor").WithLayer();
        project.WriteWeights("layer.data.npz", "x", 1, 2);
        DotNet.Run(project.Folder, "restore", "-nologo", "-v", "q").ShouldSucceed();

        var seen = DotNet.Run(
            project.Folder, "msbuild", "-nologo", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
            "-getItem:AdditionalFiles", "-getItem:SnnWeights", "-getItem:None");

        seen.ShouldSucceed();
        foreach (var file in (string[])["layer.snn", "layer.npz.snnmanifest", "networks.snnmanifest"])
        {
            seen.Output.ShouldContain($"{file}\"");
        }

        // Data are no weights, and an ordinary file of the project.
        var none = seen.Output[seen.Output.IndexOf("\"None\"", StringComparison.Ordinal)..];
        none.ShouldContain("layer.data.npz");
        none.ShouldNotContain("layer.snn");
    }

    [FullFact]
    public void Items_CanBeTheProjectsOwn()
    {
        var project = feed.NewProject("items").WithLayer().WriteProject(
            "<EnableDefaultSnnItems>false</EnableDefaultSnnItems>",
            "<Snn Include=\"../shared nets/layer.snn\" /><SnnWeights Include=\"../shared nets/layer.npz\" />");
        Directory.CreateDirectory(project.PathOf("../shared nets"));
        File.Move(project.PathOf("layer.npz"), project.PathOf("../shared nets/layer.npz"));
        File.Move(project.PathOf("layer.snn"), project.PathOf("../shared nets/layer.snn"));
        project.Write("broken.snn", "not of the project");

        project.Build().ShouldSucceed();

        project.Run().Output.Trim().ShouldBe("21 43");
    }

    [LlvmFact]
    public void NativeNetworks_LieBesideTheProgram_AndGiveTheSame()
    {
        var command = $"dotnet &quot;{Repository.PathOf("compiler", "Snnc.Cli", "bin", PackedFeed.Configuration, "net10.0", "snnc.dll")}&quot;";
        var project = feed.NewProject("native é").WithLayer().WriteProject($"<SnnNative>true</SnnNative><SnncCommand>{command}</SnncCommand>");
        project.Write("library.snn", "const UNUSED = 1;");
        project.Write("Program.cs", ConsumerProject.Program.Replace("App.Layer", "App.Native.Layer"));

        project.Build().ShouldSucceed();

        project.Run().Output.Trim().ShouldBe("21 43");
        var second = project.Build("--no-restore").ShouldSucceed();
        Skipped(second, "_SnncNativeBuild").ShouldBeTrue(second.Output);
        Skipped(second, "CoreCompile").ShouldBeTrue(second.Output);

        var third = project.Build("--no-restore", "-p:SnnNativeOptions=-O1").ShouldSucceed();
        Skipped(third, "_SnncNativeBuild").ShouldBeFalse(third.Output);
    }

    [FullFact]
    public void Severities_AreTheProjects()
    {
        var project = feed.NewProject("severities").WithLayer();
        project.Write("layer.snn", ConsumerProject.Network.Replace("input x", "const unread = 1;\n    input z: frame[3];\n    input x"));
        project.Write("Program.cs", "App.Layer.Load();");
        var warned = project.Build();
        warned.ExitCode.ShouldBe(0);
        warned.Findings.Single().ShouldStartWith($"{project.PathOf("layer.snn")}(4,11): warning SNN0212: ");

        project.Build("--no-restore", "--no-incremental", "-p:WarningsAsErrors=SNN0212").ShouldFail().Findings.Single().ShouldContain("error SNN0212");
        project.Build("--no-restore", "--no-incremental", "-p:NoWarn=SNN0212").ShouldSucceed();
        project.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.SNN0212.severity = none\n");
        project.Build("--no-restore", "--no-incremental").ShouldSucceed();
    }

    private static bool Skipped(DotNetResult build, string target) =>
        build.Lines.Any(line => line.StartsWith($"Skipping target \"{target}\" because all output files are up-to-date", StringComparison.Ordinal));
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Architecture.Tests;

/// <summary>Who may reference whom, read from the project files.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Snnc.Runtime"] = [],
        ["Snnc.Compiler"] = [],
        ["LLVMSharp.Interop"] = [],
        ["Snnc.Tensors"] = ["Snnc.Compiler"],
        ["Snnc.Llvm"] = ["Snnc.Compiler", "LLVMSharp.Interop"],
        ["Snnc.Execution"] = ["Snnc.Compiler", "Snnc.Llvm", "Snnc.Runtime"],
        ["Snnc.Import"] = ["Snnc.Compiler", "Snnc.Tensors"],
        ["Snnc.Conversion"] = ["Snnc.Compiler", "Snnc.Execution", "Snnc.Import", "Snnc.Tensors", "Snnc.Runtime"],
        ["Snnc.Generator"] = ["Snnc.Compiler"],
        ["Snnc.Tasks"] = ["Snnc.Compiler", "Snnc.Tensors"],
        ["Snnc.Sdk"] = ["Snnc.Generator", "Snnc.Tasks", "Snnc.Runtime"],
        ["Snnc.Cost"] = ["Snnc.Compiler", "Snnc.Execution", "Snnc.Tensors"],
        ["Snnc.LanguageServer"] = ["Snnc.Compiler", "Snnc.Tensors", "Snnc.Cost"],
        ["Snnc.Cli"] = ["Snnc.Compiler", "Snnc.Llvm", "Snnc.Tensors", "Snnc.Import", "Snnc.Execution", "Snnc.Conversion", "Snnc.Cost", "Snnc.LanguageServer", "Snnc.Runtime"],
    };

    private static readonly string[] Areas = ["compiler", "runtime", "sdk", "samples", "tests"];

    private static IEnumerable<string> Projects => Areas.SelectMany(a => SourceFile.Find(a, "*.csproj"));

    private static IEnumerable<string> ProductProjects => Projects.Where(p => p.Split('/')[0] is "compiler" or "runtime" or "sdk");

    [Fact]
    public void Project_References_OnlyWhatItMay()
    {
        var violations =
            from project in ProductProjects
            let name = Path.GetFileNameWithoutExtension(project)
            let allowed = MayReference.GetValueOrDefault(name) ?? []
            from reference in References(project)
            where !allowed.Contains(reference)
            select $"{name} references {reference}";

        violations.ShouldBeEmpty("a new reference is a change of the architecture: state it in ProjectReferenceTests and compiler/README.md");
    }

    [Fact]
    public void Project_OfTheProduct_NeverReferencesATest()
    {
        ProductProjects.SelectMany(References).ShouldNotContain(r => r.EndsWith("Tests", StringComparison.Ordinal));
    }

    [Fact]
    public void Compiler_Targets_NetStandardAlone()
    {
        var project = XDocument.Load(Repository.PathOf("compiler", "Snnc.Compiler", "Snnc.Compiler.csproj"));

        project.Descendants().Where(e => e.Name.LocalName is "TargetFramework" or "TargetFrameworks").Select(e => e.Value).ShouldBe(["netstandard2.0"]);
    }

    [Fact]
    public void Project_InAFolder_IsInTheSolution()
    {
        var solution = File.ReadAllText(Repository.PathOf("Snnc.sln")).Replace('\\', '/');

        Projects.Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal))
            .ShouldBeEmpty("the build and the tests take their projects from Snnc.sln");
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(Repository.PathOf(project)).Descendants()
            .Where(e => e.Name.LocalName == "ProjectReference")
            .Select(e => Path.GetFileNameWithoutExtension(((string)e.Attribute("Include")!).Replace('\\', '/')));
}

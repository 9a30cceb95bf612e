using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace Snnc.Architecture.Tests;

/// <summary>Inside Snnc.Compiler a folder is a stage and a namespace, and uses only the stages that come before it.</summary>
public sealed class LayeringTests
{
    private const string Root = "Snnc.Compiler";

    private static readonly string[] Base = ["Text", "Collections", "Tensors", "Numerics"];

    /// <summary>
    /// The front end ends in Lowering, which alone sees both sides; the back end starts from Ir.
    /// <code>
    /// Text, Collections, Tensors, Numerics -> Diagnostics -> Syntax -> Symbols -> Semantics -> Lowering
    ///                                                     -> Ir -> Plan -> Targets -> Passes -> CSharp
    /// </code>
    /// </summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Text"] = Base,
        ["Collections"] = Base,
        ["Tensors"] = Base,
        ["Numerics"] = [],
        ["Diagnostics"] = Base,
        ["Syntax"] = [.. Base, "Diagnostics"],
        ["Symbols"] = [.. Base, "Diagnostics", "Syntax"],
        ["Semantics"] = [.. Base, "Diagnostics", "Syntax", "Symbols"],
        ["Lowering"] = [.. Base, "Diagnostics", "Syntax", "Symbols", "Semantics", "Ir"],
        ["Ir"] = [.. Base, "Diagnostics"],
        ["Plan"] = [.. Base, "Diagnostics", "Ir"],
        ["Targets"] = [.. Base, "Diagnostics", "Ir", "Plan"],
        ["Passes"] = [.. Base, "Diagnostics", "Ir", "Targets", "Plan"],
        ["CSharp"] = [.. Base, "Diagnostics", "Ir", "Targets", "Passes", "Plan"],
    };

    [Fact]
    public void Folder_OfTheCompiler_IsAStageOfTheTable()
    {
        var unknown = TypeUse.Files.Select(TypeUse.FolderOf).Where(f => f != "" && !MayUse.ContainsKey(f)).Distinct();

        unknown.ShouldBeEmpty("a new folder is a new stage: state in LayeringTests what it may use");
    }

    [Fact]
    public void Namespace_OfAFile_IsItsFolders()
    {
        var wrong =
            from file in TypeUse.Files
            let expected = NamespaceOf(TypeUse.FolderOf(file))
            from space in file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            let name = space.Name.ToString()
            where name.StartsWith("Snnc", StringComparison.Ordinal) && name != expected && !name.StartsWith(expected + ".", StringComparison.Ordinal)
            select $"{file.At(space)} is in {name}, not {expected}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Stage_UsesOnly_TheStagesBeforeIt()
    {
        var violations =
            from use in TypeUse.All
            where MayUse.ContainsKey(use.Folder) && IsOurs(use.Namespace)
            let stage = StageOf(use.Namespace)
            where stage != use.Folder && !MayUse[use.Folder].Contains(stage)
            select $"{use.At}: {use.Folder} uses {use.Name}";

        violations.ShouldBeEmpty();
    }

    [Fact]
    public void TypeUses_OfTheCompiler_AreFound()
    {
        // Guards the rule above: were binding to fail, it would hold of nothing.
        TypeUse.All.ShouldContain(u => u.Folder == "Diagnostics" && u.Name == $"{Root}.Text.Location");
        TypeUse.All.ShouldContain(u => u.Folder == "Diagnostics" && u.Name == $"{Root}.Text");
    }

    // Numerics is compiled into the runtime as well, and so is not the compiler's alone.
    private static string NamespaceOf(string folder) => folder switch
    {
        "" => Root,
        "Numerics" => "Snnc.Numerics",
        _ => $"{Root}.{folder}",
    };

    private static bool IsOurs(string space) => space == Root || space.StartsWith(Root + ".", StringComparison.Ordinal);

    // What stands at the root is the compiler's face; no stage may look up at it.
    private static string StageOf(string space) => space == Root ? "(root)" : space[(Root.Length + 1)..].Split('.')[0];
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Architecture.Tests;

/// <summary>What our sources do without.</summary>
public sealed partial class BannedTests
{
    /// <summary>The compiler runs inside Roslyn, a server and a command line: whoever calls it does the input and output.</summary>
    private static readonly HashSet<string> BannedInCompiler =
    [
        "System.Console", "System.Environment", "System.Diagnostics.Process",
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo",
    ];

    [Fact]
    public void Compiler_Does_NoInputOrOutput()
    {
        TypeUse.All.Where(u => BannedInCompiler.Contains(u.Name)).Select(u => $"{u.At}: {u.Name}").ShouldBeEmpty();
    }

    [Fact]
    public void Sources_Hold_NothingUnfinished()
    {
        var found =
            from path in SourceFile.All.Select(f => f.Path).Append("build.cake")
            where !path.EndsWith("BannedTests.cs", StringComparison.Ordinal)
            from line in File.ReadLines(Repository.PathOf(path)).Select((text, index) => (text, index))
            where Unfinished().IsMatch(line.text)
            select $"{path}:{line.index + 1}: {line.text.Trim()}";

        found.ShouldBeEmpty();
    }

    [Fact]
    public void Types_AreNamed_AfterWhatTheyAre()
    {
        var vague =
            from file in SourceFile.All
            from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            where VagueName().IsMatch(type.Identifier.ValueText)
            select $"{file.At(type)}: {type.Identifier}";

        vague.ShouldBeEmpty();
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b|^\s*#region")]
    private static partial Regex Unfinished();

    [GeneratedRegex("(Helpers?|Util(s|ity|ities)?|Manager)$")]
    private static partial Regex VagueName();
}

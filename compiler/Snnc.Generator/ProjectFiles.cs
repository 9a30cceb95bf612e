using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors.Manifests;
using Snnc.Compiler.Text;

namespace Snnc.Generator;

/// <summary>The additional files of a C# project that are ours, as values: no text of Roslyn's, no place in one.</summary>
internal static class ProjectFiles
{
    private const string ProgramEnding = ".snn", Int8 = "int8";

    /// <summary>Whether a file is a program.</summary>
    public static bool IsProgram(AdditionalText file) => file.Path.EndsWith(ProgramEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file says what other files hold.</summary>
    public static bool IsManifest(AdditionalText file) => file.Path.EndsWith(ManifestText.Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a program and what the project says of it.</summary>
    public static SourceFile ReadProgram((AdditionalText File, AnalyzerConfigOptionsProvider Options) source, CancellationToken cancellation)
    {
        var (file, options) = source;
        var relative = SourcePath.Relative(FolderOf(options), file.Path);
        var given = Metadata(options, file, "SnnNamespace");
        var space = given.Length == 0 ? NamespaceOf(relative, Property(options, "RootNamespace")) : given;
        var isRounded = string.Equals(Metadata(options, file, "SnnPrecision"), Int8, StringComparison.OrdinalIgnoreCase);
        return new SourceFile(file.Path, relative, space, isRounded, ContentOf(file, cancellation));
    }

    /// <summary>Reads a manifest; its container's path is made whole.</summary>
    public static Manifest ReadManifest((AdditionalText File, AnalyzerConfigOptionsProvider Options) source, CancellationToken cancellation)
    {
        var text = ContentOf(source.File, cancellation);
        var container = ManifestText.ReadContainer(text);
        return new Manifest(
            container is null ? null : container with { Path = SourcePath.Combine(FolderOf(source.Options) + "/", container.Path) },
            ManifestText.ReadNetworks(text),
            ManifestText.ReadActivities(text));
    }

    // As for the classes of a folder; a file from outside the project's folder has none.
    private static string NamespaceOf(string relativePath, string root)
    {
        var isOutside = SourcePath.IsRooted(relativePath) || relativePath.StartsWith("..", StringComparison.Ordinal);
        List<string> folders = isOutside ? [] : relativePath.Split('/').ToList();
        return string.Join(".", folders.Take(folders.Count - 1).Select(folder => folder.Replace('.', '_')).Prepend(root).Where(part => part.Length > 0));
    }

    private static string FolderOf(AnalyzerConfigOptionsProvider options) => Property(options, "ProjectDir").TrimEnd('/', '\\');

    private static string Metadata(AnalyzerConfigOptionsProvider options, AdditionalText file, string name) =>
        options.GetOptions(file).TryGetValue($"build_metadata.AdditionalFiles.{name}", out var value) ? value.Trim() : "";

    private static string Property(AnalyzerConfigOptionsProvider options, string name) =>
        options.GlobalOptions.TryGetValue($"build_property.{name}", out var value) ? value : "";

    private static string ContentOf(AdditionalText file, CancellationToken cancellation)
    {
        var text = new StringWriter();
        file.GetText(cancellation)?.Write(text, cancellation);
        return text.ToString();
    }
}

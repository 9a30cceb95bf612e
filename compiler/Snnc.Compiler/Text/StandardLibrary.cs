using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Snnc.Compiler.Text;

/// <summary>
/// The .snn files that come with the compiler, as resources of this assembly: <c>prelude.snn</c>, which every file sees, and those that a <c>use</c>
/// names.
/// </summary>
public static class StandardLibrary
{
    /// <summary>The path that diagnostics show for a library file.</summary>
    public const string Root = "<library>/";

    /// <summary>Gets the prelude.</summary>
    public static SourceText Prelude { get; } = Find("prelude.snn")!;

    /// <summary>Gets the names of the simulators' profiles: <c>NAME</c> of <c>use "profiles/NAME.snn"</c>, in order.</summary>
    public static IReadOnlyList<string> Profiles { get; } =
    [
        .. typeof(StandardLibrary).Assembly.GetManifestResourceNames().Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith("snn/profiles/", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension)
            .OrderBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>The library file of that name, or null.</summary>
    public static SourceText? Find(string reference)
    {
        using var stream = typeof(StandardLibrary).Assembly.GetManifestResourceStream($"snn/{reference.Replace('\\', '/')}");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new SourceText(Root + reference, reader.ReadToEnd());
    }

    /// <summary>A resolver that looks beside the file first, then in the library. Library files use library files only.</summary>
    public static ISourceResolver Behind(ISourceResolver files) => new Resolver(files);

    /// <summary>Whether a text is one of the library's.</summary>
    public static bool IsOfLibrary(SourceText source) => source.Path.StartsWith(Root, StringComparison.Ordinal);

    /// <summary>The reference by which a program uses a profile.</summary>
    public static string ReferenceOf(string profile) => $"profiles/{profile}.snn";

    private sealed class Resolver(ISourceResolver files) : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) =>
            fromPath.StartsWith(Root, StringComparison.Ordinal) ? Find(reference) : files.TryRead(fromPath, reference) ?? Find(reference);
    }
}

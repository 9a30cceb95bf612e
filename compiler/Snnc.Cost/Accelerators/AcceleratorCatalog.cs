using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Cost.Accelerators;

/// <summary>The accelerators that come with the compiler, and those of a user's files.</summary>
/// <param name="schemas">What the families read.</param>
public sealed class AcceleratorCatalog(IReadOnlyList<FamilySchema> schemas)
{
    /// <summary>The ending of accelerators' files; a target that ends so is a path.</summary>
    public const string Ending = ".json";

    private const int MostBytes = 256 << 10;
    private const string Prefix = "Snnc.Cost.Accelerators.";
    private static readonly Assembly Home = typeof(AcceleratorCatalog).Assembly;

    /// <summary>Gets the names of those that come with the compiler, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Home.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Ending.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>An accelerator by its name, or by the path of its file.</summary>
    /// <exception cref="AcceleratorException">There is none, or its file is wrong.</exception>
    public Accelerator Load(string target)
    {
        var reader = new AcceleratorReader(schemas, Open);
        return reader.Read(IsPath(target) ? ReadFile(target, null) : ReadOwn(target, null));
    }

    /// <summary>Whether a target names a file.</summary>
    public static bool IsPath(string target) => target.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    private static SourceText Open(Location place, string reference) => IsPath(reference)
        ? ReadFile(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(place.Path))!, reference)), place)
        : ReadOwn(reference, place);

    private static SourceText ReadOwn(string name, Location? place)
    {
        using var stream = Names.Contains(name) ? Home.GetManifestResourceStream(Prefix + name + Ending) : null;
        if (stream is null)
        {
            throw new AcceleratorException(Catalog.UnknownTarget(place, name, Names, EditDistance.Nearest(name, Names)));
        }

        using var text = new StreamReader(stream);
        return new SourceText(name + Ending, text.ReadToEnd());
    }

    private static SourceText ReadFile(string path, Location? place)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MostBytes)
            {
                throw new AcceleratorException(Catalog.AcceleratorUnreadable(
                    place ?? Location.OfFile(path), path, $"it has {stream.Length} bytes, and an accelerator at most {MostBytes}"));
            }

            using var text = new StreamReader(stream);
            return new SourceText(path, text.ReadToEnd());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AcceleratorException(Catalog.AcceleratorUnreadable(place ?? Location.OfFile(path), path, Reason(e)));
        }
    }

    private static string Reason(Exception e) =>
        e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message.TrimEnd('.');
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Snnc.Llvm.Tests;

/// <summary>The types of LLVMSharp.Interop and their public members, as the fact file has them.</summary>
internal static partial class Listing
{
    /// <summary>Gets the structures and classes, in the file's order.</summary>
    public static IReadOnlyList<ListedType> Types { get; }

    /// <summary>Gets the enumerations, as <c>NAME: A=0, B=1</c>.</summary>
    public static IReadOnlyList<string> Enums { get; }

    /// <summary>Gets a line a member, and a line an enumeration, as <see cref="PublicSurface"/> writes them.</summary>
    public static IEnumerable<string> Lines =>
        [.. Types.SelectMany(type => type.Members.Select(member => $"{type.Name}: {member}")), .. Enums.Select(text => $"enum {text}")];

    static Listing()
    {
        var (types, enums) = (new List<ListedType>(), new List<string>());
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Facts", "llvmsharp-interop.txt")))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                types.Add(new ListedType(heading.Groups["name"].Value, IsStatic: heading.Groups["static"].Success, []));
            }
            else if (line.StartsWith("## enum ", StringComparison.Ordinal))
            {
                enums.Add(line["## enum ".Length..]);
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                types[^1].Members.Add(line[2..]);
            }
        }

        (Types, Enums) = (types, enums);
    }

    [GeneratedRegex(@"^## ((?<static>static )?unsafe class|struct) (?<name>\w+)")]
    private static partial Regex Heading();
}

/// <summary>A structure, or a class whose members are all static, and its members' lines.</summary>
internal sealed record ListedType(string Name, bool IsStatic, List<string> Members);

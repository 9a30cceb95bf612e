using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Snnc.Llvm.Tests;

/// <summary>C# that has the members of the <see cref="Listing"/>, and no code behind them.</summary>
internal static partial class ListedSource
{
    private const string Nothing = "=> throw null!;";

    public static string Text => string.Join('\n',
    [
        "using System;", "using System.Collections.Generic;", "using System.Runtime.InteropServices;", "namespace LLVMSharp.Interop;",
        .. Listing.Types.Select(Type), .. Listing.Enums.Select(Enum), .. Unlisted(),
    ]);

    private static string Type(ListedType type) =>
        $"public {(type.IsStatic ? "static unsafe class" : "unsafe struct")} {type.Name}\n{{\n"
        + string.Join('\n', type.Members.Select(member => Member(type, member))) + "\n}";

    private static string Enum(string listed) =>
        $"public enum {listed[..listed.IndexOf(':')]}\n{{\n{listed[(listed.IndexOf(':') + 1)..]}\n}}";

    private static string Member(ListedType type, string listed)
    {
        var member = FunctionPointer().Replace(listed, "delegate* unmanaged<void> ");
        var isStatic = type.IsStatic || member.StartsWith("static ", StringComparison.Ordinal);
        var rest = member.StartsWith("static ", StringComparison.Ordinal) ? member["static ".Length..] : member;
        var head = isStatic ? "public static" : "public";
        return rest switch
        {
            _ when rest.StartsWith(".ctor(", StringComparison.Ordinal) => $"{head} {type.Name}{Parameters(rest[".ctor".Length..])} {Nothing}",
            _ when rest.StartsWith("field ", StringComparison.Ordinal) => $"{head} {rest["field ".Length..]};",
            _ when rest.StartsWith("event ", StringComparison.Ordinal) => $"{head} {rest.Replace("?", "")} {{ add {Nothing} remove {Nothing} }}",
            _ when rest.EndsWith('}') => $"{head} {rest.Replace("get;", "get " + Nothing).Replace("set;", "set " + Nothing)}",
            _ when Conversion().Match(rest) is { Success: true } match => $"{head} {(match.Groups["kind"].Value == "Implicit" ? "implicit" : "explicit")} operator "
                + $"{match.Groups["result"].Value}{Parameters(rest[rest.IndexOf('(')..]).Replace("(ref ", "(in ")} {Nothing}",
            _ => $"{head} {rest[..rest.IndexOf('(')]}{TypeParameter(rest)}{Parameters(rest[rest.IndexOf('(')..])} {Nothing}",
        };
    }

    private static string TypeParameter(string method) => method.StartsWith("TDelegate ", StringComparison.Ordinal) ? "<TDelegate>" : "";

    // A default text is listed by what it holds, which is nothing; a default number or truth as C# has it, but for the latter's capital.
    private static string Parameters(string listed) => LastWord().Replace(listed, "@$1").Replace("= )", "= \"\")").Replace("= @False", "= false");

    /// <summary>The types that members speak of and the listing does not hold: by pointer a structure, by value whatever has a value.</summary>
    private static IEnumerable<string> Unlisted()
    {
        var listed = Listing.Types.Select(type => type.Name).Concat(Listing.Enums.Select(text => text[..text.IndexOf(':')])).ToHashSet();
        return Listing.Types.SelectMany(type => type.Members).SelectMany(member => TypeName().Matches(member)).Select(match => match.Value).Distinct()
            .Where(name => !listed.Contains(name)).Select(name => $"public struct {name};");
    }

    [GeneratedRegex(@"^(?<result>\S+) op_(?<kind>Implicit|Explicit)\(")]
    private static partial Regex Conversion();

    // A pointer to a function has no name, and which it is the listing does not say.
    [GeneratedRegex(@"(?<=^|\(|, ) (?=\w)")]
    private static partial Regex FunctionPointer();

    [GeneratedRegex(@"(\w+)(?=( = [^,)]*)?[,)])")]
    private static partial Regex LastWord();

    // What a name of a type is followed by: another name, a pointer's star, an array's brackets or the end of a list of types.
    [GeneratedRegex(@"\bLLVM\w+(?=[*\[>]| \w)")]
    private static partial Regex TypeName();
}

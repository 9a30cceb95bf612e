using System.Collections.Generic;
using System.Linq;

namespace Snnc.LanguageServer.Queries;

/// <summary>Pieces of Markdown.</summary>
internal static class Markdown
{
    /// <summary>A block of code.</summary>
    public static string Code(string code) => $"```snn\n{code}\n```";

    /// <summary>A list.</summary>
    public static string? List(IEnumerable<string> items)
    {
        var lines = items.Select(item => $"- {item}").ToList();
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    /// <summary>Pieces under each other, without those that are not there.</summary>
    public static string Join(params string?[] pieces) => string.Join("\n\n", pieces.Where(piece => !string.IsNullOrEmpty(piece)));

    /// <summary>Text that begins with a capital and ends with a full stop.</summary>
    public static string? Sentence(string? text) => string.IsNullOrEmpty(text) ? null : $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}

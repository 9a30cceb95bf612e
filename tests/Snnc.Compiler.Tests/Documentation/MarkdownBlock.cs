using System.Collections.Generic;
using System.IO;
using Snnc.Tests;

namespace Snnc.Compiler.Tests.Documentation;

/// <summary>A fenced block of a document.</summary>
/// <param name="Path">The document, from the repository's root.</param>
/// <param name="Line">The 1-based line of its first line of text.</param>
/// <param name="Language">What stands behind the opening fence.</param>
/// <param name="Text">The lines between the fences, without the indentation of the opening one.</param>
internal sealed record MarkdownBlock(string Path, int Line, string Language, string Text)
{
    private const string Fence = "```";

    public static IEnumerable<MarkdownBlock> Read(string path)
    {
        var lines = File.ReadAllLines(Repository.PathOf(path));
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].TrimStart().StartsWith(Fence, System.StringComparison.Ordinal))
            {
                continue;
            }

            var (start, indent, language) = (i + 1, lines[i].IndexOf('`'), lines[i].Trim()[Fence.Length..]);
            var text = new List<string>();
            for (i++; i < lines.Length && lines[i].Trim() != Fence; i++)
            {
                text.Add(lines[i].Length > indent ? lines[i][indent..] : lines[i].TrimStart());
            }

            yield return new(path, start + 1, language, string.Join('\n', text) + "\n");
        }
    }
}

using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Generator;

/// <summary>A .snn file of the project.</summary>
/// <param name="Path">Its path, as the build gives it.</param>
/// <param name="RelativePath">Its path as seen from the project's folder; parts are divided by <c>/</c>.</param>
/// <param name="Namespace">The namespace of its classes.</param>
/// <param name="IsRounded">Whether the weights of its networks are rounded to 8 bits.</param>
/// <param name="Content">Its text.</param>
internal sealed record SourceFile(string Path, string RelativePath, string Namespace, bool IsRounded, string Content)
{
    /// <summary>Gets the one spelling of its path.</summary>
    public string Key { get; } = SourcePath.Normalize(Path);

    /// <summary>Gets the files that it may mean: all its texts between quotes, as seen from it.</summary>
    public EquatableArray<string> References { get; } = SyntaxTree.Parse(new SourceText(Path, Content)).Tokens
        .Where(token => token.Kind == TokenKind.String && token.StringValue.Length > 0)
        .Select(token => SourcePath.Combine(Path, token.StringValue)).Distinct().ToEquatableArray();
}

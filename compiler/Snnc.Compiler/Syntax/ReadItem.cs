using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>
/// What a rule has read at a place: it would read the same wherever these tokens, and those that it only looked at, stand again. Places are indices of
/// tokens.
/// </summary>
/// <param name="Rule">The rule.</param>
/// <param name="Node">What it made.</param>
/// <param name="Start">Where it began.</param>
/// <param name="End">Where it stopped.</param>
/// <param name="Furthest">The last token that it looked at.</param>
/// <param name="Depth">How many rules were open around it.</param>
/// <param name="IsQuietBefore">Whether nothing was to be said at its beginning, since something had been.</param>
/// <param name="IsQuietAfter">The same at its end.</param>
/// <param name="Findings">What it found, in this order.</param>
internal sealed record ReadItem(
    object Rule, SyntaxNode Node, int Start, int End, int Furthest, int Depth, bool IsQuietBefore, bool IsQuietAfter, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>The same with its findings in another text.</summary>
    public ReadItem In(SourceText source) => Findings.Count == 0 ? this : this with { Findings = Moved(source, 0) };

    /// <summary>The same further on in another text.</summary>
    /// <param name="tokens">The tokens of that text.</param>
    /// <param name="places">How many tokens further on.</param>
    /// <param name="characters">How many characters.</param>
    public ReadItem MovedTo(SourceText source, List<Token> tokens, int places, int characters) => this with
    {
        Node = characters == 0 ? Node : new SyntaxMover(characters, tokens, Start + places).Move(Node),
        Start = Start + places,
        End = End + places,
        Furthest = Furthest + places,
        Findings = Moved(source, characters),
    };

    private IReadOnlyList<Diagnostic> Moved(SourceText source, int characters) =>
        Findings.Count == 0 ? Findings : Findings.Select(finding => finding.MovedTo(source, characters)).ToList();
}

using System.Collections.Generic;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Syntax;

/// <summary>The tokens of a text, and which of them are those of an earlier one.</summary>
/// <param name="Tokens">All, the last of them the end of the file.</param>
/// <param name="Findings">What was wrong with the text.</param>
/// <param name="Kept">How many of the first tokens are the earlier text's first, where they were.</param>
/// <param name="Moved">How many of the last tokens are the earlier text's last, further on.</param>
/// <param name="Shift">By how many characters.</param>
internal sealed record Lexed(List<Token> Tokens, IReadOnlyList<Diagnostic> Findings, int Kept = 0, int Moved = 0, int Shift = 0);

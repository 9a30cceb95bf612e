using System.Globalization;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

public static partial class Catalog
{
    [Diagnostic("SNN0101", "Character that starts nothing")]
    public static Diagnostic BadCharacter(Location at, string characters) => Error("SNN0101", at,
        $"{Readable(characters)} is no part of the language", characters switch
        {
            "&" => "'and' is written '&&'",
            "|" => "'or' is written '||'",
            "#" => "a comment starts with '//'",
            "^" => "there is no power operator; write the product, or exp and log",
            _ => "remove it",
        });

    [Diagnostic("SNN0102", "String without an end")]
    public static Diagnostic UnterminatedString(Location at) => Error("SNN0102", at,
        "the string is not closed on its line", "close it with '\"'; a string has no line breaks and no escapes");

    [Diagnostic("SNN0103", "Comment without an end")]
    public static Diagnostic UnterminatedComment(Location at) => Error("SNN0103", at,
        "the comment is not closed, so the rest of the file is part of it", "close it with '*/', or use '//' for a single line");

    [Diagnostic("SNN0104", "Malformed number")]
    public static Diagnostic MalformedNumber(Location at, string text) => Error("SNN0104", at,
        $"'{Shortened(text)}' is not a number", "numbers are written 12, 0.5, 1e-3 or 0x1F, without '_'");

    [Diagnostic("SNN0105", "File too large")]
    public static Diagnostic FileTooLarge(Location at, int limit) => Error("SNN0105", at,
        $"the file has more than {limit.ToString("N0", CultureInfo.InvariantCulture)} words and signs",
        "keep weights in a tensor file and repeated parts in a block, or split the file with 'use'");

    [Diagnostic("SNN0106", "Nested too deep")]
    public static Diagnostic NestedTooDeep(Location at, int limit) => Error("SNN0106", at,
        $"this is nested more than {limit} levels deep", "split it up with 'const' or 'var'");

    [Diagnostic("SNN0107", "Too many errors")]
    public static Diagnostic TooManySyntaxErrors(Location at, int limit) => Error("SNN0107", at,
        $"the file has more than {limit} syntax errors; those after this place are not shown", "mend the first ones and check again");

    [Diagnostic("SNN0108", "Name that is not plain ASCII")]
    public static Diagnostic NotAscii(Location at, string word) => Error("SNN0108", at,
        $"the name '{Shortened(word)}' has letters other than a to z", "names are made of a-z, A-Z, 0-9 and '_'");

    [Diagnostic("SNN0110", "Something else was expected")]
    public static Diagnostic Expected(Location at, string expected, string found, string? hint) => Error("SNN0110", at,
        $"expected {expected}, found {found}", hint);

    [Diagnostic("SNN0111", "Missing semicolon")]
    public static Diagnostic MissingSemicolon(Location at, string after) =>
        Error("SNN0111", at, $"expected ';' after '{Shortened(after)}'", "statements end in ';'") with { Fix = new TextFix("Insert ';'", at, ";") };

    [Diagnostic("SNN0112", "Bracket that is not closed")]
    public static Diagnostic MissingCloser(Location at, string closer, string found, Location? opener)
    {
        var diagnostic = Error("SNN0112", at, $"expected '{closer}', found {found}", $"close the bracket with '{closer}'")
            with { Fix = new TextFix($"Insert '{closer}'", at, closer) };
        return opener is null ? diagnostic : diagnostic with { Related = [new RelatedPlace(opener, "the bracket was opened here")] };
    }

    [Diagnostic("SNN0113", "Text that fits nowhere")]
    public static Diagnostic Unexpected(Location at, string found, string place, string expected) => Error("SNN0113", at,
        $"{found} does not start {place}", $"expected {expected}");

    [Diagnostic("SNN0114", "Misspelt keyword")]
    public static Diagnostic MisspeltKeyword(Location at, string word, string keyword) =>
        Error("SNN0114", at, $"unknown keyword '{Shortened(word)}'", DidYouMean(keyword)) with
        {
            Fix = new TextFix($"Change to '{keyword}'", at, keyword),
        };

    [Diagnostic("SNN0115", "Reserved word used as a name")]
    public static Diagnostic ReservedWord(Location at, string word) => Error("SNN0115", at,
        $"'{word}' is a reserved word and cannot be a name", $"choose another name, for example '{word}_'")
        with { Fix = Fixes.Word(at, word, word + "_") };

    [Diagnostic("SNN0116", "Keyword in the wrong place")]
    public static Diagnostic MisplacedKeyword(Location at, string word, string place, string home) => Error("SNN0116", at,
        $"'{word}' cannot stand in {place}", $"it belongs in {home}");

    private static string Readable(string characters) => characters.Length > 0 && char.IsControl(characters[0])
        ? $"the character U+{(int)characters[0]:X4}"
        : $"'{Shortened(characters)}'";

    private static string Shortened(string text) => text.Length <= 40 ? text : text.Substring(0, 37) + "...";
}

namespace Snnc.Cli.Reporting;

/// <summary>Words messages of exceptions as diagnostics are written.</summary>
internal static class Sentence
{
    /// <summary>A sentence that begins in lower case, without its full stop.</summary>
    public static string AsMessage(string sentence) => sentence == "" ? sentence : char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');
}

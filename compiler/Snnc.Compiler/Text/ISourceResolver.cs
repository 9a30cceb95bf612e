namespace Snnc.Compiler.Text;

/// <summary>Finds the files that a program uses. Implemented where there are files; the compiler itself does no IO.</summary>
public interface ISourceResolver
{
    /// <summary>The text that <paramref name="reference"/> in the file <paramref name="fromPath"/> means, or null when there is no such file.
    /// The path of the text is what identifies it: the same file gives the same path.</summary>
    SourceText? TryRead(string fromPath, string reference);
}

using System;
using System.IO;

namespace Snnc.Cli.Terminals;

/// <summary>Where a verb writes: results to Out, diagnostics and progress to Error.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Diagnostics and progress.</param>
/// <param name="IsInteractive">Whether a person watches Error: progress is shown.</param>
/// <param name="HasColour">Whether Error takes escape sequences for colours.</param>
/// <param name="Width">Columns of Error.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive, bool HasColour, int Width)
{
    private const int DefaultWidth = 120;

    /// <summary>The process's own: colour only on a terminal that has it, and never with NO_COLOR (no-color.org).</summary>
    public static Terminal OfProcess()
    {
        var isInteractive = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";
        var noColour = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var width = isInteractive ? WidthOfWindow() : DefaultWidth;
        return new Terminal(Buffered(), new LenientWriter(Console.Error), isInteractive, isInteractive && !noColour, width);
    }

    // Console.Out flushes after every write; dumps of graphs are long.
    private static StreamWriter Buffered() => new(Console.OpenStandardOutput(), bufferSize: 1 << 14) { AutoFlush = false, NewLine = "\n" };

    private static int WidthOfWindow()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}

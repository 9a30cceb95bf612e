using System;
using System.CommandLine;
using System.Linq;
using Snnc.Cli.Files;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc fmt FILE...</c>: canonical formatting; <c>--check</c> only tells.</summary>
internal sealed class FmtCommand : Verb
{
    private readonly Argument<string[]> _files = FilesArgument();
    private readonly Option<bool> _check = new("--check") { Description = "Change nothing; fail where a file is not in canonical form." };

    public FmtCommand()
        : base("fmt", "Puts programs into canonical form.", "snnc fmt net.snn", "snnc fmt --check *.snn")
    {
        Add(_files);
        Add(_check);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        foreach (var file in arguments.GetRequiredValue(_files))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            try
            {
                Format(file, arguments.GetValue(_check), context);
            }
            catch (DiagnosticException e)
            {
                context.Diagnostics.Report(e.Diagnostics);
            }
        }

        return ExitCode.Success;
    }

    // A file that does not parse is left as it is: its errors are what is to be mended first.
    private static void Format(string file, bool isCheck, VerbContext context)
    {
        var text = SourceFile.Read(file);
        var tree = SyntaxTree.Parse(text);
        if (tree.Diagnostics.Any(d => d.Severity == Severity.Error))
        {
            throw new DiagnosticException(tree.Diagnostics);
        }

        var formatted = Formatter.Format(tree);
        if (formatted == text.Content)
        {
            return;
        }

        if (isCheck)
        {
            context.Diagnostics.Report(Catalog.NotFormatted(FirstDifference(text, formatted)));
            return;
        }

        AtomicFile.WriteText(file, formatted);
        context.Terminal.Out.WriteLine($"formatted {file}");
    }

    private static Location FirstDifference(SourceText text, string formatted)
    {
        var same = text.Content.AsSpan().CommonPrefixLength(formatted);
        var lineStart = same == 0 ? 0 : text.Content.LastIndexOf('\n', same - 1) + 1;
        var line = text.GetLine(text.GetPosition(lineStart).Line);
        return new Location(text, new TextSpan(lineStart, line.Length));
    }
}

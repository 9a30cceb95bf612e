using System;
using System.CommandLine;
using Snnc.Cli.Editing;
using Snnc.Cli.Reporting;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Server;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc lsp</c>: the language server over standard input and output.</summary>
internal sealed class LspCommand : Verb
{
    public LspCommand()
        : base("lsp", "Serves an editor: the language server protocol over standard input and output.", "snnc lsp")
    {
        // Clients of VS Code's library say how they talk; there is only one way.
        Add(new Option<bool>("--stdio") { Description = "Talk over standard input and output, as is done anyway." });
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        if (!Console.IsInputRedirected)
        {
            context.Terminal.Error.WriteLine("snnc lsp is started by an editor, and waits for its messages on standard input; Ctrl-C ends it");
        }

        var options = new ServerOptions(ProductVersion.Text, new SourceFileReader(), PageOf);
        return new LspServer(Console.OpenStandardInput(), Console.OpenStandardOutput(), options).Run(context.Cancellation);
    }

    private static string? PageOf(string code) =>
        DiagnosticPages.Find(code) is { } page ? DocumentUri.FromPath(LibraryFolder.Write($"diagnostics/{code}.md", page)) : null;
}

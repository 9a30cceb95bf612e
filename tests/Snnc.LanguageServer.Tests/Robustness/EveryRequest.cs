using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Snnc.LanguageServer.Tests.Clients;

namespace Snnc.LanguageServer.Tests.Robustness;

/// <summary>The requests that a server says it answers.</summary>
internal static class EveryRequest
{
    private static readonly Dictionary<string, string> Places = new()
    {
        ["hoverProvider"] = "textDocument/hover",
        ["completionProvider"] = "textDocument/completion",
        ["signatureHelpProvider"] = "textDocument/signatureHelp",
        ["definitionProvider"] = "textDocument/definition",
        ["documentHighlightProvider"] = "textDocument/documentHighlight",
    };

    private static readonly Dictionary<string, string> Documents = new()
    {
        ["documentSymbolProvider"] = "textDocument/documentSymbol",
        ["foldingRangeProvider"] = "textDocument/foldingRange",
        ["semanticTokensProvider"] = "textDocument/semanticTokens/full",
        ["codeLensProvider"] = "textDocument/codeLens",
        ["documentFormattingProvider"] = "textDocument/formatting",
    };

    /// <summary>Those about a place in a document.</summary>
    public static IEnumerable<string> AtAPlace(LspClient client) => Declared(client, Places);

    /// <summary>Those about a document.</summary>
    public static IEnumerable<string> OfADocument(LspClient client) => Declared(client, Documents);

    /// <summary>Asks everything about a place, and waits for the answers.</summary>
    public static void Ask(LspClient client, string uri, int line, int character)
    {
        var textDocument = new { uri };
        var position = new { line, character };
        var range = new { start = new { line = 0, character = 0 }, end = position };
        var ids = AtAPlace(client).Select(method => client.Send(method, new { textDocument, position }))
            .Concat(OfADocument(client).Select(method => client.Send(method, new { textDocument })))
            .Append(client.Send("textDocument/selectionRange", new { textDocument, positions = new[] { position } }))
            .Append(client.Send("textDocument/semanticTokens/range", new { textDocument, range }))
            .Append(client.Send("snn/graph", new { textDocument })).ToList();
        if (Has(client, "inlayHintProvider"))
        {
            ids.Add(client.Send("textDocument/inlayHint", new { textDocument, range }));
        }

        if (Has(client, "codeActionProvider"))
        {
            ids.Add(client.Send("textDocument/codeAction", new { textDocument, range, context = new { diagnostics = System.Array.Empty<object>() } }));
        }

        if (Has(client, "renameProvider"))
        {
            ids.Add(client.Send("textDocument/prepareRename", new { textDocument, position }));
            ids.Add(client.Send("textDocument/rename", new { textDocument, position, newName = "renamed" }));
        }

        if (Has(client, "referencesProvider"))
        {
            ids.Add(client.Send("textDocument/references", new { textDocument, position, context = new { includeDeclaration = true } }));
        }

        foreach (var answer in ids.Select(client.Answer))
        {
            if (answer.TryGetProperty("error", out var error) && error.GetProperty("code").GetInt32() == (int)Protocol.ErrorCode.InternalError)
            {
                throw new Xunit.Sdk.XunitException(error.GetRawText());
            }
        }
    }

    private static IEnumerable<string> Declared(LspClient client, Dictionary<string, string> methods) =>
        methods.Where(method => Has(client, method.Key)).Select(method => method.Value).ToList();

    private static bool Has(LspClient client, string capability) =>
        client.Capabilities.TryGetProperty(capability, out var declared) && declared.ValueKind != JsonValueKind.False;
}

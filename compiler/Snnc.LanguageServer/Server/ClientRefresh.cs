using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Server;

/// <summary>Asks the client to ask anew for what it shows among the lines: answers have changed, although no text has.</summary>
internal static class ClientRefresh
{
    /// <summary>Asks, as far as the client can.</summary>
    public static void Ask(Connection connection, ClientCapabilities client)
    {
        Ask(connection, client.Workspace?.InlayHint, "workspace/inlayHint/refresh");
        Ask(connection, client.Workspace?.CodeLens, "workspace/codeLens/refresh");
        Ask(connection, client.Workspace?.SemanticTokens, "workspace/semanticTokens/refresh");
    }

    private static void Ask(Connection connection, RefreshSupport? support, string method)
    {
        if (support?.IsSupported == true)
        {
            connection.Request(method);
        }
    }
}

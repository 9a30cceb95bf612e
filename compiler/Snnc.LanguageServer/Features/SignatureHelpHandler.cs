using System.Linq;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Shows the arguments of the call that is being typed.</summary>
internal sealed class SignatureHelpHandler()
    : DocumentHandler<DocumentPositionParams, SignatureHelp>(
        "textDocument/signatureHelp", ProtocolJson.Default.DocumentPositionParams, ProtocolJson.Default.SignatureHelp)
{
    private static readonly string[] Triggers = ["(", ",", "="];

    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) =>
        capabilities with { SignatureHelpProvider = new SignatureHelpOptions(Triggers) };

    /// <inheritdoc/>
    protected override SignatureHelp? Handle(DocumentSnapshot document, DocumentPositionParams parameters, RequestContext context)
    {
        if (SignatureQuery.Run(ProgramView.Of(document.Compilation), document.OffsetOf(parameters.Position)) is not { Signature: var signature } found)
        {
            return null;
        }

        var information = new SignatureInformation(
            signature.Label, [.. signature.Parameters.Select(Parameter)], Markup(signature.Documentation));
        return new SignatureHelp([information], 0, found.Parameter);
    }

    private static ParameterInformation Parameter(SignatureParameter parameter) =>
        new(parameter.Label, Markup(Markdown.Sentence(parameter.Documentation)));

    private static MarkupContent? Markup(string? text) => text is null ? null : MarkupContent.Markdown(text);
}

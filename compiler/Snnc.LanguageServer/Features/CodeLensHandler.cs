using System.Collections.Generic;
using System.Linq;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Shows above networks and connections how large they are, and how they will run.</summary>
internal sealed class CodeLensHandler()
    : DocumentHandler<DocumentParams, IReadOnlyList<CodeLens>>(
        "textDocument/codeLens", ProtocolJson.Default.DocumentParams, ProtocolJson.Default.IReadOnlyListCodeLens)
{
    // Text alone: clients show a command without a name, and run nothing.
    private const string Nothing = "";

    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) =>
        capabilities with { CodeLensProvider = new CodeLensOptions(ResolveProvider: false) };

    /// <inheritdoc/>
    protected override IReadOnlyList<CodeLens> Handle(DocumentSnapshot document, DocumentParams parameters, RequestContext context)
    {
        if (!context.Workspace.Settings.CodeLens)
        {
            return [];
        }

        var plans = PlanView.Of(document.Compilation, context.Workspace.Tensors, RecordedRates.Beside(document.Path));
        var found = new LensQuery(ProgramView.Of(document.Compilation), plans).Run();
        return [.. found.Select(lens => new CodeLens(document.RangeOf(lens.Span), new Command(lens.Title, Nothing)))];
    }
}

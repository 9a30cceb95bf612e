using System.Collections.Generic;
using System.Linq;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Mends what the compiler found, where it knows how.</summary>
internal sealed class CodeActionHandler()
    : DocumentHandler<CodeActionParams, IReadOnlyList<CodeAction>>(
        "textDocument/codeAction", ProtocolJson.Default.CodeActionParams, ProtocolJson.Default.IReadOnlyListCodeAction)
{
    private const string QuickFix = "quickfix";

    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { CodeActionProvider = new CodeActionOptions([QuickFix]) };

    /// <inheritdoc/>
    protected override IReadOnlyList<CodeAction> Handle(DocumentSnapshot document, CodeActionParams parameters, RequestContext context)
    {
        if (parameters.Context.Only is { Count: > 0 } only && !only.Contains(QuickFix))
        {
            return [];
        }

        var places = new PlaceMap(document, context.Workspace);
        return
        [
            .. FixQuery.Run(document.Analysis.Diagnostics, document.Path, document.SpanOf(parameters.Range))
                .Select(mending => Action(mending, places, parameters.Context.Diagnostics)),
        ];
    }

    private static CodeAction Action(Mending mending, PlaceMap places, IReadOnlyList<Diagnostic> known)
    {
        var (finding, fix, isPreferred) = mending;
        var (at, target) = (places.Of(finding.Location), places.Of(fix.Location));
        var mended = known.Where(diagnostic => diagnostic.Code == finding.Code && diagnostic.Range == at.Range).ToList();
        return new CodeAction(fix.Title, QuickFix)
        {
            Diagnostics = mended.Count == 0 ? null : mended,
            IsPreferred = isPreferred ? true : null,
            Edit = new WorkspaceEdit(new Dictionary<string, IReadOnlyList<TextEdit>> { [target.Uri] = [new TextEdit(target.Range, fix.NewText)] }),
        };
    }
}

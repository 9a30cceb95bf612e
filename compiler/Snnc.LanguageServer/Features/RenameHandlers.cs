using System.Collections.Generic;
using System.Linq;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Says whether a name can be changed, before one types another.</summary>
internal sealed class PrepareRenameHandler()
    : DocumentHandler<DocumentPositionParams, PrepareRenameResult>(
        "textDocument/prepareRename", ProtocolJson.Default.DocumentPositionParams, ProtocolJson.Default.PrepareRenameResult)
{
    /// <inheritdoc/>
    protected override PrepareRenameResult Handle(DocumentSnapshot document, DocumentPositionParams parameters, RequestContext context)
    {
        try
        {
            var use = RenameQuery.Prepare(ProgramView.Of(document.Compilation), document.OffsetOf(parameters.Position));
            return new PrepareRenameResult(document.RangeOf(use.Span), use.Symbol.Name);
        }
        catch (RenameException e)
        {
            throw new ProtocolException(ErrorCode.RequestFailed, e.Message);
        }
    }
}

/// <summary>Changes a name wherever it stands for the same thing.</summary>
internal sealed class RenameHandler()
    : DocumentHandler<RenameParams, WorkspaceEdit>("textDocument/rename", ProtocolJson.Default.RenameParams, ProtocolJson.Default.WorkspaceEdit)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) =>
        capabilities with { RenameProvider = new RenameOptions(PrepareProvider: true) };

    /// <inheritdoc/>
    protected override WorkspaceEdit Handle(DocumentSnapshot document, RenameParams parameters, RequestContext context)
    {
        var view = ProgramView.Of(document.Compilation);
        var offset = document.OffsetOf(parameters.Position);
        try
        {
            var programs = ProgramsThatName.Of(RenameQuery.Prepare(view, offset).Symbol, document, context);
            var places = new PlaceMap(document, context.Workspace);
            var edits = RenameQuery.Run(view, offset, parameters.NewName, programs).Select(places.Of);
            return new WorkspaceEdit(edits.GroupBy(place => place.Uri).ToDictionary(
                group => group.Key, group => (IReadOnlyList<TextEdit>)[.. group.Select(place => new TextEdit(place.Range, parameters.NewName))]));
        }
        catch (RenameException e)
        {
            throw new ProtocolException(ErrorCode.RequestFailed, e.Message);
        }
    }
}

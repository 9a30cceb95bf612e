using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Shows above networks and connections how large they are. What takes a plan to tell is found when it is seen.</summary>
internal sealed class CodeLensHandler()
    : DocumentHandler<DocumentParams, IReadOnlyList<CodeLens>>(
        "textDocument/codeLens", ProtocolJson.Default.DocumentParams, ProtocolJson.Default.IReadOnlyListCodeLens)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) =>
        capabilities with { CodeLensProvider = new CodeLensOptions(ResolveProvider: true) };

    /// <inheritdoc/>
    protected override IReadOnlyList<CodeLens> Handle(DocumentSnapshot document, DocumentParams parameters, RequestContext context)
    {
        if (!context.Workspace.Settings.CodeLens)
        {
            return [];
        }

        var found = new LensQuery(ProgramView.Of(document.Compilation)).Run();
        return [.. found.Select(lens => Translate(lens, document))];
    }

    private static CodeLens Translate(Lens lens, DocumentSnapshot document) => lens.Title is { } title
        ? new CodeLens(document.RangeOf(lens.Span), Text(title))
        : new CodeLens(document.RangeOf(lens.Span), null, DataOf(new CodeLensData(document.Uri, lens.Network, lens.Node)));

    private static JsonElement DataOf(CodeLensData data) => JsonSerializer.SerializeToElement(data, ProtocolJson.Default.CodeLensData);

    /// <summary>A command that is text alone: clients show one without a name, and run nothing.</summary>
    internal static Command Text(string title) => new(title, "");
}

/// <summary>Says of a network or connection how it will run, and why.</summary>
internal sealed class CodeLensResolveHandler()
    : RequestHandler<CodeLens, CodeLens>("codeLens/resolve", ProtocolJson.Default.CodeLens, ProtocolJson.Default.CodeLens)
{
    /// <inheritdoc/>
    protected override CodeLens Handle(CodeLens parameters, RequestContext context)
    {
        if (ReadData(parameters) is not { } data || context.Workspace.Find(data.Uri) is not { } document)
        {
            return parameters with { Command = parameters.Command ?? CodeLensHandler.Text("") };
        }

        var rates = RecordedRates.Beside(document.Path);
        var plans = PlanView.Of(document.Compilation, context.Workspace.Tensors, rates);
        var costs = new CostView(context.Workspace.Settings.Targets, rates);
        var title = new LensQuery(ProgramView.Of(document.Compilation)).TitleOf(data.Network, data.Node, plans, costs);
        return parameters with { Command = CodeLensHandler.Text(title ?? "") };
    }

    private static CodeLensData? ReadData(CodeLens lens)
    {
        try
        {
            return lens.Data is { ValueKind: JsonValueKind.Object } data ? data.Deserialize(ProtocolJson.Default.CodeLensData) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

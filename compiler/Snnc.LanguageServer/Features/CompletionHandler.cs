using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Queries.Completion;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Offers what can be written at a place.</summary>
internal sealed partial class CompletionHandler()
    : DocumentHandler<CompletionParams, CompletionList>(
        "textDocument/completion", ProtocolJson.Default.CompletionParams, ProtocolJson.Default.CompletionList)
{
    private static readonly string[] Triggers = ["\"", ".", "[", "(", ",", "=", ">", ":", "/", " "];

    private static readonly Dictionary<ProposalKind, CompletionItemKind> Kinds = new()
    {
        [ProposalKind.Keyword] = CompletionItemKind.Keyword,
        [ProposalKind.Operator] = CompletionItemKind.Operator,
        [ProposalKind.Model] = CompletionItemKind.Class,
        [ProposalKind.Block] = CompletionItemKind.Module,
        [ProposalKind.Node] = CompletionItemKind.Variable,
        [ProposalKind.Argument] = CompletionItemKind.Property,
        [ProposalKind.Choice] = CompletionItemKind.EnumMember,
        [ProposalKind.State] = CompletionItemKind.Field,
        [ProposalKind.Value] = CompletionItemKind.Constant,
        [ProposalKind.Function] = CompletionItemKind.Function,
        [ProposalKind.Unit] = CompletionItemKind.Unit,
        [ProposalKind.File] = CompletionItemKind.File,
        [ProposalKind.Folder] = CompletionItemKind.Folder,
        [ProposalKind.Tensor] = CompletionItemKind.Value,
        [ProposalKind.Type] = CompletionItemKind.TypeParameter,
        [ProposalKind.Network] = CompletionItemKind.Struct,
    };

    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) =>
        capabilities with { CompletionProvider = new CompletionOptions(Triggers) };

    /// <inheritdoc/>
    protected override CompletionList Handle(DocumentSnapshot document, CompletionParams parameters, RequestContext context)
    {
        var offset = document.OffsetOf(parameters.Position);
        if (parameters.Context?.TriggerCharacter == " " && !CompletionQuery.IsAwaited(document.Tree, offset))
        {
            return new CompletionList(IsIncomplete: false, []);
        }

        var query = new CompletionQuery(ProgramView.Of(document.Compilation), context.Workspace.Tensors, new FolderListing());
        var found = query.Run(offset);
        var range = document.RangeOf(found.Replace);
        var takesSnippets = context.Workspace.Client.TextDocument?.Completion?.CompletionItem?.SnippetSupport == true;
        return new CompletionList(IsIncomplete: false, [.. found.Proposals.Select(proposal => Item(proposal, range, takesSnippets))]);
    }

    private static CompletionItem Item(Proposal proposal, Range range, bool takesSnippets)
    {
        var text = proposal.Snippet ?? proposal.Label;
        var isSnippet = takesSnippets && proposal.Snippet is not null;
        return new CompletionItem(proposal.Label, Kinds[proposal.Kind])
        {
            Detail = proposal.Detail,
            Documentation = proposal.Documentation is { } documentation ? MarkupContent.Markdown(documentation) : null,
            SortText = FormattableString.Invariant($"{proposal.Rank}{proposal.Label}"),
            InsertTextFormat = isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
            TextEdit = new TextEdit(range, isSnippet ? text : Plain(text)),
        };
    }

    /// <summary>A snippet as text: places to fill in hold what they propose, or nothing.</summary>
    private static string Plain(string snippet) => Place().Replace(snippet, match =>
        match.Groups["choices"].Success ? match.Groups["choices"].Value.Split(',')[0] : match.Groups["text"].Value);

    [GeneratedRegex(@"\$(?:\d+|\{\d+(?::(?<text>[^}]*)|\|(?<choices>[^|]*)\|)\})")]
    private static partial Regex Place();
}

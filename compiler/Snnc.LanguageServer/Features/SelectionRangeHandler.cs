using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>What a selection grows to, step by step: the word, the expression, the element, the chain, the network, the file.</summary>
internal sealed class SelectionRangeHandler()
    : DocumentHandler<DocumentPositionsParams, IReadOnlyList<SelectionRange>>(
        "textDocument/selectionRange", ProtocolJson.Default.DocumentPositionsParams, ProtocolJson.Default.IReadOnlyListSelectionRange)
{
    // Deep nests of expressions are more than the writer of JSON goes down, and than anybody grows a selection through.
    private const int MaxDepth = 20;

    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { SelectionRangeProvider = true };

    /// <inheritdoc/>
    protected override IReadOnlyList<SelectionRange> Handle(DocumentSnapshot document, DocumentPositionsParams parameters, RequestContext context) =>
        [.. parameters.Positions.Select(position => Of(document, document.OffsetOf(position)))];

    private static SelectionRange Of(DocumentSnapshot document, int offset)
    {
        var word = document.Tree.Tokens.LastOrDefault(token => token.Span.Start <= offset && offset <= token.Span.End && token.Span.Length > 0);
        var spans = document.Tree.PathTo(offset).Select(node => node.Span).Prepend(new TextSpan(0, document.Text.Content.Length));
        var grown = (word is null ? spans : spans.Append(word.Span)).Distinct().TakeLast(MaxDepth);
        return grown.Aggregate((SelectionRange?)null, (outer, span) => new SelectionRange(document.RangeOf(span), outer))!;
    }
}

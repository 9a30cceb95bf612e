using System.Collections.Generic;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Documents;

namespace Snnc.LanguageServer.Features;

/// <summary>Many places of compiled texts as the client knows them: the lines of each text are found once.</summary>
internal sealed class PlaceMap(DocumentSnapshot document, Workspace workspace)
{
    private readonly Dictionary<SourceText, LineMap> _lines = new() { [document.Text] = document.Lines };

    /// <summary>A place as the client knows it.</summary>
    public Location Of(Compiler.Text.Location place)
    {
        if (!_lines.TryGetValue(place.Source, out var lines))
        {
            lines = new LineMap(place.Source.Content);
            _lines.Add(place.Source, lines);
        }

        return new Location(workspace.UriOf(place.Source), lines.RangeOf(place.Span));
    }
}

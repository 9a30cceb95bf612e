using System.Globalization;
using System.Net;

namespace Snnc.Cost.Reports.Html;

/// <summary>Pieces of markup.</summary>
internal static class Markup
{
    /// <summary>A text as markup shows it.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A coordinate.</summary>
    public static string At(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A cell of a table.</summary>
    public static string Cell(string text, string? @class = null) =>
        @class is null ? $"<td>{Encode(text)}</td>" : $"<td class=\"{@class}\">{Encode(text)}</td>";
}

using System;
using System.Globalization;
using System.Net;
using System.Text;

namespace Snnc.Cli.Drawing;

/// <summary>An SVG picture that needs no other file, as it is written: numbers in the invariant culture, texts escaped.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    /// <summary>Starts a picture.</summary>
    /// <param name="title">What it is called, also for those who hear it.</param>
    /// <param name="description">What is to be seen on it, in words.</param>
    /// <param name="style">Its style sheet.</param>
    public SvgText(double width, double height, string title, string description, string style)
    {
        _text.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"t d\" ");
        Line($"viewBox=\"0 0 {width:0} {height:0}\" width=\"{width:0}\" height=\"{height:0}\">");
        Line($"<title id=\"t\">{Escape(title)}</title>");
        Line($"<desc id=\"d\">{Escape(description)}</desc>");
        _text.Append("<style>\n").Append(style).Append("\n</style>\n");
        Line($"<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
    }

    /// <summary>Writes a line of elements.</summary>
    public void Line(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Writes a text.</summary>
    /// <param name="kind">Its class.</param>
    public void Text(double x, double y, string kind, string content) =>
        Line($"<text class=\"{kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\">{Escape(content)}</text>");

    /// <summary>Writes a text that is read from below.</summary>
    /// <param name="kind">Its class.</param>
    public void Sideways(double x, double y, string kind, string content) =>
        Line($"<text class=\"{kind}\" transform=\"translate({x:0.#} {y:0.#}) rotate(-90)\">{Escape(content)}</text>");

    /// <summary>A text as it stands in an element or attribute.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Ends the picture.</summary>
    public string End() => _text.Append("</svg>\n").ToString();
}

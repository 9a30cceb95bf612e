namespace Snnc.Cli.Terminals;

/// <summary>Colours of a terminal (ECMA-48), or nothing where it has none.</summary>
internal readonly record struct Style(bool HasColour)
{
    /// <summary>As errors look.</summary>
    public string Red(string text) => Paint("1;31", text);

    /// <summary>As warnings look.</summary>
    public string Yellow(string text) => Paint("1;33", text);

    /// <summary>As notes and hints look.</summary>
    public string Cyan(string text) => Paint("36", text);

    /// <summary>As what matters less looks.</summary>
    public string Dim(string text) => Paint("2", text);

    private string Paint(string code, string text) => HasColour ? $"\e[{code}m{text}\e[0m" : text;
}

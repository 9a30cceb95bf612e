using System.Globalization;
using System.Text;

namespace Snnc.Compiler.Text;

/// <summary>One name for a file that stands for a path: different paths give different names.</summary>
public static class FileName
{
    /// <summary>
    /// The path with <c>_</c> for <c>/</c>, and numbers for what is not an unaccented letter, digit, dot or dash:
    /// <c>models/My net.snn</c> becomes <c>models_My+20net.snn</c>.
    /// </summary>
    public static string Of(string path)
    {
        var name = new StringBuilder();
        foreach (var c in path)
        {
            name.Append(c switch
            {
                '/' => "_",
                '.' or '-' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => c.ToString(),
                _ => "+" + ((int)c).ToString("x2", CultureInfo.InvariantCulture),
            });
        }

        return name.ToString();
    }
}

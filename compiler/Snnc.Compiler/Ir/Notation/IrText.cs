using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>How names, strings and numbers stand in .snnir, so that reading gives the same back.</summary>
internal static class IrText
{
    /// <summary>Words that are no names, unless quoted.</summary>
    private static readonly HashSet<string> Reserved =
    [
        "graph", "container", "const", "output", "state", "local", "if", "else", "spike", "when", "emit", "true", "false", "inf", "nan",
    ];

    /// <summary>A name: as it is, or quoted where it is no identifier (with dots).</summary>
    public static string Name(string name)
    {
        var isPlain = name.Length > 0 && IsNameStart(name[0]) && name.All(IsNamePart) && !Reserved.Contains(name);
        return isPlain ? name : Quote(name);
    }

    /// <summary>Whether a name may start with this.</summary>
    public static bool IsNameStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    /// <summary>Whether a name may go on with this.</summary>
    public static bool IsNamePart(char c) => IsNameStart(c) || c is (>= '0' and <= '9') or '.';

    /// <summary>A string in quotes.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
        {
            result.Append(c switch
            {
                '"' or '\\' => $"\\{c}",
                '\n' => "\\n",
                _ when char.IsControl(c) => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return result.Append('"').ToString();
    }

    /// <summary>A double, in the fewest digits that give it back.</summary>
    public static string Number(double value) => Spell(value, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A single, in the fewest digits that give it back, and never looking like a whole number.</summary>
    public static string Real(float value)
    {
        var text = Spell(value, value.ToString("R", CultureInfo.InvariantCulture));
        return text.All(c => c is '-' or (>= '0' and <= '9')) ? text + ".0" : text;
    }

    /// <summary>A whole number.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A constant.</summary>
    public static string Constant(string name) => "$" + Name(name);

    /// <summary>A value.</summary>
    public static string Value(ValueRef value) => value.State is null ? $"%{Name(value.Node)}" : $"%{Name(value.Node)}:{Name(value.State)}";

    private static string Spell(double value, string digits) =>
        double.IsNaN(value) ? "nan" : double.IsInfinity(value) ? (value > 0 ? "inf" : "-inf") : digits.Replace('E', 'e');
}

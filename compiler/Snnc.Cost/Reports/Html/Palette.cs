using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Families;

namespace Snnc.Cost.Reports.Html;

/// <summary>The colours of classes: one each for those that matter most in an estimate, grey for the rest.</summary>
internal sealed class Palette
{
    private const string Grey = "#b8bcc4";

    // Told apart by colour-blind eyes too (after Okabe and Ito), dark enough on white.
    private static readonly string[] Colours = ["#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#8c6d31", "#5b4ea3", "#7a9a01"];

    private readonly Dictionary<string, string> _colours;

    /// <summary>Looks at an estimate.</summary>
    /// <param name="weigh">What classes are ranked by.</param>
    public Palette(CostEstimate estimate, System.Func<InstructionCount, double?> weigh)
    {
        var ranked = estimate.Totals.Where(total => weigh(total) > 0).OrderByDescending(total => weigh(total)).Select(total => total.Class);
        _colours = ranked.Take(Colours.Length).Zip(Colours).ToDictionary();
    }

    /// <summary>Gets a value indicating whether no class is known by itself.</summary>
    public bool IsEmpty => _colours.Count == 0;

    /// <summary>Gets the classes with a colour of their own.</summary>
    public IEnumerable<(string Class, string Colour)> Entries => _colours.Select(entry => (entry.Key, entry.Value)).Append(("all else", Grey));

    /// <summary>The colour of a class.</summary>
    public string Of(string @class) => _colours.GetValueOrDefault(@class, Grey);
}

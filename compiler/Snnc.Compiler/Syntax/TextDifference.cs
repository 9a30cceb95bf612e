using System;

namespace Snnc.Compiler.Syntax;

/// <summary>What two texts have in common: so many characters at their beginning and at their end, which do not overlap.</summary>
/// <param name="Before">At the beginning.</param>
/// <param name="After">At the end.</param>
/// <param name="Shift">How much further on those at the end stand in the newer text.</param>
internal readonly record struct TextDifference(int Before, int After, int Shift)
{
    /// <summary>Compares two texts.</summary>
    public static TextDifference Of(string older, string newer)
    {
        var most = Math.Min(older.Length, newer.Length);
        var before = 0;
        while (before < most && older[before] == newer[before])
        {
            before++;
        }

        var after = 0;
        while (after < most - before && older[older.Length - 1 - after] == newer[newer.Length - 1 - after])
        {
            after++;
        }

        return new TextDifference(before, after, newer.Length - older.Length);
    }
}

using System;

namespace Snnc.Numerics;

/// <summary>
/// How many of some numbers of 16 bits can be added in 16 bits, whichever they are and in any order: as many as the greatest of either sign allow. Numbers
/// count as the greatest of the 64 that share all but their last bits, which spares sorting them.
/// </summary>
internal sealed class ShortSums
{
    private const int Shift = 6;
    private const int Classes = (short.MaxValue + 1) >> Shift;

    private readonly int[] _above = new int[Classes];
    private readonly int[] _below = new int[Classes];

    /// <summary>Gets how many, at least 1; the most there is where all of them can.</summary>
    public int Most => Math.Min(MostOf(_above, -1), MostOf(_below, 0));

    /// <summary>Forgets all numbers.</summary>
    public void Clear()
    {
        Array.Clear(_above, 0, Classes);
        Array.Clear(_below, 0, Classes);
    }

    /// <summary>Takes a number.</summary>
    public void Add(int number)
    {
        if (number < 0)
        {
            _below[~number >> Shift]++;
        }
        else
        {
            _above[number >> Shift]++;
        }
    }

    // The greatest number of a class is one less above 0 than it is below.
    private static int MostOf(int[] classes, int less)
    {
        var (most, room) = (0, short.MaxValue + 1 + less);
        for (var at = Classes - 1; at >= 0; at--)
        {
            var greatest = ((at + 1) << Shift) + less;
            var fits = room / greatest;
            if (fits < classes[at])
            {
                return most + fits;
            }

            most += classes[at];
            room -= classes[at] * greatest;
        }

        return int.MaxValue;
    }
}

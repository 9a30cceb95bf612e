using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Plan;

/// <summary>
/// Finds the slots that live while another does: those that live at its first position, which a segment tree over the positions of a plan's order tells, and
/// those that begin later. It takes as long as there are any, however long they live.
/// </summary>
internal sealed class SlotsByLife
{
    private readonly int _count;
    private readonly List<ArenaSlot>?[] _beginning;
    private readonly List<ArenaSlot>?[] _covering;

    /// <summary>Makes it empty.</summary>
    /// <param name="slots">All that may be added.</param>
    public SlotsByLife(IReadOnlyList<ArenaSlot> slots)
    {
        _count = slots.Where(slot => slot.Life != Life.Always).Select(slot => slot.Life.To).DefaultIfEmpty(0).Max() + 1;
        _beginning = new List<ArenaSlot>?[_count];
        _covering = new List<ArenaSlot>?[2 * _count];
    }

    /// <summary>Adds a slot.</summary>
    public void Add(ArenaSlot slot)
    {
        var (from, to) = Positions(slot);
        Add(_beginning, from, slot);
        var (left, right) = (from + _count, to + _count + 1);
        for (; left < right; left /= 2, right /= 2)
        {
            if (left % 2 == 1)
            {
                Add(_covering, left++, slot);
            }

            if (right % 2 == 1)
            {
                Add(_covering, --right, slot);
            }
        }
    }

    /// <summary>Those added that a slot may not share bytes with.</summary>
    public IEnumerable<ArenaSlot> Excluding(ArenaSlot slot) => LivingWith(slot).Where(slot.Excludes);

    private IEnumerable<ArenaSlot> LivingWith(ArenaSlot slot)
    {
        var (from, to) = Positions(slot);
        for (var place = from + _count; place > 0; place /= 2)
        {
            foreach (var other in _covering[place] ?? [])
            {
                yield return other;
            }
        }

        for (var position = from + 1; position <= to; position++)
        {
            foreach (var other in _beginning[position] ?? [])
            {
                yield return other;
            }
        }
    }

    private static void Add(List<ArenaSlot>?[] lists, int place, ArenaSlot slot) => (lists[place] ??= []).Add(slot);

    private (int From, int To) Positions(ArenaSlot slot) => (Math.Max(slot.Life.From, 0), Math.Min(slot.Life.To, _count - 1));
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Plan;

/// <summary>Finds the slots that live while another does: all of them stand at each position of a plan's order at which they live.</summary>
internal sealed class SlotsByLife
{
    private readonly int _last;
    private readonly List<ArenaSlot>[] _at;

    /// <summary>Makes it empty.</summary>
    /// <param name="slots">All that may be added.</param>
    public SlotsByLife(IReadOnlyList<ArenaSlot> slots)
    {
        _last = slots.Where(slot => slot.Life != Life.Always).Select(slot => slot.Life.To).DefaultIfEmpty(0).Max();
        _at = [.. Enumerable.Range(0, _last + 1).Select(_ => new List<ArenaSlot>())];
    }

    /// <summary>Adds a slot.</summary>
    public void Add(ArenaSlot slot)
    {
        foreach (var position in Positions(slot))
        {
            _at[position].Add(slot);
        }
    }

    /// <summary>Those added that a slot may not share bytes with.</summary>
    public IEnumerable<ArenaSlot> Excluding(ArenaSlot slot) => Positions(slot).SelectMany(position => _at[position]).Distinct().Where(slot.Excludes);

    private IEnumerable<int> Positions(ArenaSlot slot)
    {
        var from = Math.Max(slot.Life.From, 0);
        return Enumerable.Range(from, Math.Min(slot.Life.To, _last) - from + 1);
    }
}

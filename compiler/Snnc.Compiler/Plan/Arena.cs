using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Plan;

/// <summary>
/// The one piece of memory in which an instance holds all that is no state. What is never held at the same time lies at the same place: slots are placed
/// from the largest to the smallest, each where it fills the smallest gap among those that it may not share with. The same plan gives the same places, to
/// every back end.
/// </summary>
public sealed class Arena
{
    /// <summary>
    /// Large slots begin with a page, that of the arena counted from there: where rows are gone through side by side and their addresses differ in little
    /// more than whole pages, loads from one wait for stores to another.
    /// </summary>
    private const int Page = 4096, Large = 16 * Page;

    private readonly PlanOrder _order;
    private readonly bool _isPoisoned;

    private Arena(ExecutionPlan plan)
    {
        (_order, _isPoisoned) = (new PlanOrder(plan), plan.PoisonsMemory);
        var slots = ArenaNeeds.Of(plan, _order);
        Slots = [.. plan.SharesMemory ? Share(slots) : Separate(slots)];
    }

    /// <summary>Gets what lies in it, in the order of the plan's nodes.</summary>
    public IReadOnlyList<ArenaSlot> Slots { get; }

    /// <summary>The arena of a plan.</summary>
    public static Arena Of(ExecutionPlan plan) => new(plan);

    /// <summary>The bytes that a back end allocates.</summary>
    public long BytesOf(SlotUsers user) => Slots.Where(slot => (slot.Users & user) != 0).Select(slot => slot.End).DefaultIfEmpty(0).Max();

    /// <summary>The bytes that its slots would take by themselves.</summary>
    public long BytesApartOf(SlotUsers user) => Slots.Where(slot => (slot.Users & user) != 0).Sum(slot => slot.Bytes);

    /// <summary>The slots of a back end, by node and part.</summary>
    public IReadOnlyDictionary<(string Node, string Part), ArenaSlot> Find(SlotUsers user) =>
        Slots.Where(slot => (slot.Users & user) != 0).ToDictionary(slot => (slot.Node, slot.Part));

    /// <summary>When a slot holds something, as the user reads it.</summary>
    public string LifeOf(ArenaSlot slot) => _order.Describe(slot.Life);

    /// <summary>What is to be filled with what is no number before a node, or a tiled region, runs.</summary>
    public IReadOnlyList<(long From, long To)> PoisonBefore(string node, SlotUsers user) => Poison(_order.Of(node), user);

    /// <summary>The same where the steps of a node's region begin.</summary>
    public IReadOnlyList<(long From, long To)> PoisonBeforeRegion(string node, SlotUsers user) => Poison(_order.RegionOf(node).From, user);

    /// <summary>The same where a step of a node's region ends.</summary>
    public IReadOnlyList<(long From, long To)> PoisonAtEndOfStep(string node, SlotUsers user) => Poison(_order.RegionOf(node).To, user);

    private IReadOnlyList<(long From, long To)> Poison(int position, SlotUsers user)
    {
        if (!_isPoisoned)
        {
            return [];
        }

        var (free, end) = (new List<(long From, long To)>(), 0L);
        bool Holds(ArenaSlot slot) => slot.Life == Life.Always || (slot.Life.From < position && position <= slot.Life.To);
        foreach (var slot in Slots.Where(slot => (slot.Users & user) != 0 && Holds(slot)).OrderBy(slot => slot.Offset))
        {
            if (slot.Offset > end)
            {
                free.Add((end, slot.Offset));
            }

            end = Math.Max(end, slot.End);
        }

        if (end < BytesOf(user))
        {
            free.Add((end, BytesOf(user)));
        }

        return free;
    }

    private static IEnumerable<ArenaSlot> Separate(IReadOnlyList<ArenaSlot> slots)
    {
        var end = 0L;
        foreach (var slot in slots)
        {
            var placed = slot with { Offset = Aligned(end, slot) };
            end = placed.End;
            yield return placed;
        }
    }

    private static ArenaSlot[] Share(IReadOnlyList<ArenaSlot> slots)
    {
        var placed = new ArenaSlot[slots.Count];
        var neighbours = new SlotsByLife(slots);
        foreach (var (slot, index) in slots.Select((slot, index) => (slot, index)).OrderByDescending(pair => pair.slot.Bytes))
        {
            placed[index] = slot with { Offset = BestFit(slot, neighbours.Excluding(slot)) };
            neighbours.Add(placed[index]);
        }

        return placed;
    }

    private static long BestFit(ArenaSlot slot, IEnumerable<ArenaSlot> taken)
    {
        var (best, room, end) = (-1L, long.MaxValue, 0L);
        foreach (var other in taken.OrderBy(other => other.Offset))
        {
            var (start, gap) = (Aligned(end, slot), other.Offset - end);
            if (start + slot.Bytes <= other.Offset && gap < room)
            {
                (best, room) = (start, gap);
            }

            end = Math.Max(end, other.End);
        }

        return best >= 0 ? best : Aligned(end, slot);
    }

    private static long Aligned(long offset, ArenaSlot slot)
    {
        var alignment = slot.Bytes >= Large ? Page : StateArray.Alignment;
        return (offset + alignment - 1) / alignment * alignment;
    }
}

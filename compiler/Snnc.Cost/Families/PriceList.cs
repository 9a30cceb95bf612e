using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Families;

/// <summary>Reads the constants of an accelerator for an estimate, and keeps account of which: what was used, and what was missing.</summary>
public sealed class PriceList(Accelerator accelerator)
{
    private readonly Dictionary<string, Constant> _used = [];
    private readonly HashSet<string> _noSizes = [];

    /// <summary>Gets the constants that were read and known, in the order of first use.</summary>
    public IReadOnlyList<Constant> Ledger => [.. _used.Values.Where(constant => constant.Value is not null)];

    /// <summary>Gets the names of those that were read and are unknown.</summary>
    public IReadOnlyList<string> Unknown =>
        [.. _used.Values.Where(constant => constant.Value is null || _noSizes.Contains(constant.Name)).Select(constant => constant.Name)];

    /// <summary>Gets a value indicating whether a size is missing, so that there are no counts to be priced.</summary>
    public bool LacksSizes => _noSizes.Count > 0;

    /// <summary>Whether the accelerator's file speaks of a constant.</summary>
    public bool Has(string name) => accelerator.Constants.ContainsKey(name);

    /// <summary>A constant in the unit of its quantity without a prefix; null where it is unknown.</summary>
    public double? this[string name]
    {
        get
        {
            var constant = accelerator[name];
            _used.TryAdd(name, constant);
            return constant.Si;
        }
    }

    /// <summary>
    /// A size by which is counted. Where it is unknown, or less than 1, there are no counts: 1 stands in, and <see cref="LacksSizes"/> says so.
    /// </summary>
    public double Size(string name)
    {
        if (this[name] is >= 1 and var size)
        {
            return size;
        }

        _noSizes.Add(name);
        return 1;
    }

    /// <summary>A constant without which there is another way, so that it is not missed; null where it is unknown.</summary>
    public double? Optional(string name) => accelerator[name].Value is null ? null : this[name];

    /// <summary>Instructions at the price of a constant; of what never runs the price is not asked.</summary>
    public InstructionCount Priced(string @class, double count, string energy) =>
        InstructionCount.Priced(@class, count, count == 0 ? 0 : this[energy]);
}

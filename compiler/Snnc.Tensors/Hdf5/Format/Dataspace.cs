using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The extents of an array, versions 1 and 2 (section IV.A.2.b).</summary>
/// <param name="Extents">Outermost first; none is a scalar, and the one extent 0 stands for an array of nothing.</param>
/// <param name="Limits">What they may grow to; <see cref="Unlimited"/> without limit.</param>
internal sealed record Dataspace(IReadOnlyList<int> Extents, IReadOnlyList<long> Limits)
{
    public const long Unlimited = -1;

    private const int Null = 2;

    /// <summary>Gets the number of elements.</summary>
    public long Count => Extents.Aggregate(1L, (product, extent) => product * extent);

    public static Dataspace Read(FieldReader fields)
    {
        var version = fields.Version(1, 2);
        var rank = fields.Byte();
        var hasLimits = (fields.Byte() & 1) != 0;
        var kind = fields.Byte();
        fields.Skip(version == 1 ? 4 : 0);
        if (version == 2 && kind == Null)
        {
            return new Dataspace([0], [0]);
        }

        if (rank > Layout.MaxRank)
        {
            throw fields.Damaged($"tells of {rank} axes");
        }

        var extents = Enumerable.Range(0, rank).Select(_ => fields.Length()).ToList();
        CheckCount(fields, extents);
        var limits = hasLimits ? extents.ConvertAll(extent => Limit(fields, extent)) : extents;
        return new Dataspace(extents.ConvertAll(extent => (int)extent), limits);
    }

    private static long Limit(FieldReader fields, long extent)
    {
        var limit = fields.Number(fields.Sizes.Length);
        return limit > long.MaxValue || limit == ulong.MaxValue >> (64 - (8 * fields.Sizes.Length)) ? Unlimited
            : (long)limit >= extent ? (long)limit : throw fields.Damaged($"tells of an axis of {extent} elements that may only have {limit}");
    }

    private static void CheckCount(FieldReader fields, List<long> extents)
    {
        var count = 1L;
        foreach (var extent in extents)
        {
            if (extent > int.MaxValue || count * extent > Layout.MaxBytes)
            {
                throw fields.Damaged($"tells of an array of {string.Join(" x ", extents)} elements, which is more than can be read");
            }

            count *= extent == 0 ? 1 : extent;
        }
    }
}

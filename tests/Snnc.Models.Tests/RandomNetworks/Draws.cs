using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Values of generators, one after the other: the same from the same seed.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong _count;

    public T Of<T>(Gen<T> gen) => gen.Sample(1, new Rnd((seed << 24) + ++_count), 20).Single();

    public int Int(int low, int high) => Of(Gen.Choose(low, high));

    public T Pick<T>(params T[] choices) => choices[Int(0, choices.Length - 1)];

    public bool Chance(int percent) => Int(0, 99) < percent;

    /// <summary>Multiples of 2^-fraction between two whole numbers of them.</summary>
    public double[] Dyadics(int count, int low, int high, int fraction) =>
        [.. Of(Gen.Choose(low, high).ArrayOf(count)).Select(value => System.Math.ScaleB(value, -fraction))];
}

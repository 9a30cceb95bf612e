using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Shouldly;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

public sealed class SpikeListsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(200)]
    public void FromValuesRowsAndBits_SameTrain_GiveTheSameLists(int size)
    {
        const int Steps = 6;
        var x = Array.ConvertAll(new Numbers(size).Spikes(size * Steps, 0.3), value => value > 0 ? 1f : 0);
        var (values, fromRows, bits) = (new SpikeLists(size, Steps), new SpikeLists(size, Steps), new SpikeLists(size, Steps));
        var rows = new StepRows<float>(size, Steps);
        rows.Fill(x);

        values.FromValues(x);
        fromRows.FromRows(rows, Steps);
        SetBits(bits, x, size);
        bits.FromBits(Steps);

        for (var step = 0; step < Steps; step++)
        {
            var expected = Enumerable.Range(0, size).Where(i => x[(step * size) + i] != 0).ToArray();
            Of(values, step).ShouldBe(expected);
            Of(fromRows, step).ShouldBe(expected);
            Of(bits, step).ShouldBe(expected);
        }
    }

    // Lists are made up to the share from which on nobody reads them; events are counted in any case.
    [Theory]
    [InlineData(7, 0.3)]
    [InlineData(64, 0.3)]
    [InlineData(100, 0.3)]
    [InlineData(100, 0.7)]
    public void FromValuesAndBits_WithAMost_CountEventsAndListThemBelowIt(int size, double rate)
    {
        const int Steps = 6;
        var x = Array.ConvertAll(new Numbers(size).Spikes(size * Steps, rate), value => value > 0 ? 1f : 0);
        var events = (int)x.Sum();
        foreach (var most in new[] { events / Steps, (events / Steps) + 1 })
        {
            var (values, bits) = (new SpikeLists(size, Steps), new SpikeLists(size, Steps));
            SetBits(bits, x, size);
            var isListed = values.FromValues(x, most);
            bits.FromBits(Steps, most);

            isListed.ShouldBe(events < most * Steps);
            values.Events.ShouldBe(events);
            bits.Events.ShouldBe(events);
            if (isListed)
            {
                Of(values, 2).ShouldBe(Enumerable.Range(0, size).Where(i => x[(2 * size) + i] != 0));
                Of(bits, 2).ShouldBe(Of(values, 2));
            }
        }
    }

    [Theory]
    [InlineData(2, 37)]
    [InlineData(2, 40)]
    [InlineData(3, 9)]
    [InlineData(4, 8)]
    [InlineData(7, 25)]
    [InlineData(16, 17)]
    public void Add_AnImageChannelByChannel_IsListedPixelByPixelWithItsValues(int channels, int pixels)
    {
        var x = new Numbers(channels).Spikes(channels * pixels, 0.4);
        var lists = new SpikeLists(x.Length, 1, hasValues: true, channels: channels);
        lists.Add(x);

        var expected = Enumerable.Range(0, x.Length).Select(i => x[(i % channels * pixels) + (i / channels)]).ToArray();
        Of(lists, 0).ShouldBe(Enumerable.Range(0, x.Length).Where(i => expected[i] != 0));
        var row = new float[x.Length];
        lists.CopyTo(0, row);
        row.ShouldBe(expected);
    }

    // Where vectors of sixteen are packed, those of eight would never run.
    [Theory]
    [InlineData(1, 7)]
    [InlineData(1, 100)]
    [InlineData(2, 40)]
    [InlineData(2, 37)]
    public unsafe void Eights_AnImage_AreListedPixelByPixelWithTheirValues(int channels, int pixels)
    {
        if (!Avx2.IsSupported)
        {
            return;
        }

        var x = new Numbers(channels).Spikes(channels * pixels, 0.4);
        x[^1] = 0.5f;
        var (indices, values) = (new int[x.Length + 8], new float[x.Length + 8]);
        (int Count, bool HasOthers) list;
        fixed (float* from = x, to = values)
        fixed (int* places = indices)
        {
            list = channels == 2 ? SpikeLists.EightPairs(from, pixels, places, to, 0) : SpikeLists.EightScan(from, pixels, places, to, 0);
        }

        var expected = Enumerable.Range(0, x.Length).Select(i => x[(i % channels * pixels) + (i / channels)]).ToArray();
        list.HasOthers.ShouldBeTrue();
        indices[..list.Count].ShouldBe(Enumerable.Range(0, x.Length).Where(i => expected[i] != 0));
        values[..list.Count].ShouldBe(expected.Where(value => value != 0));
    }

    [Fact]
    public void Begin_AfterATile_KeepsTheListOfItsLastStep()
    {
        var lists = new SpikeLists(4, 3, hasValues: true);
        Of(lists, -1).ShouldBeEmpty();
        lists.FromValues([1, 0, 0, 0, 0, 2, 0, 1]);
        Of(lists, -1).ShouldBeEmpty();
        lists.Begin();
        Of(lists, -1).ShouldBe([1, 3]);
        lists.Add([0, 0, 1, 0]);
        Of(lists, 0).ShouldBe([2]);
        lists.Reset();
        Of(lists, -1).ShouldBeEmpty();
    }

    [Fact]
    public void Load_WhatWasSaved_IsTheListBeforeTheNextTile()
    {
        var (lists, other) = (new SpikeLists(5, 2, hasValues: true), new SpikeLists(5, 2, hasValues: true));
        lists.FromValues([0, 0, 0, 0, 0, 1, 0, 3, 0, 0]);
        var writer = new StateWriter("net", 1);
        lists.Save(writer);
        other.Load(new StateReader(writer.ToArray(), "net", 1));
        other.Begin();

        Of(other, -1).ShouldBe([0, 2]);
        var row = new float[5];
        other.CopyTo(-1, row);
        row.ShouldBe([1f, 0, 3, 0, 0]);
    }

    [Fact]
    public void Add_NotANumber_IsListed()
    {
        var lists = new SpikeLists(3, 1, hasValues: true);
        lists.Add([0, float.NaN, -0f]);
        Of(lists, 0).ShouldBe([1]);
    }

    [Fact]
    public void Add_WrongLength_IsRefused() => Should.Throw<ArgumentException>(() => new SpikeLists(3, 1).Add([1, 2]));

    [Fact]
    public void Tile_ThatIsFull_TakesNoMore()
    {
        var (lists, image) = (new SpikeLists(3, 2), new SpikeLists(4, 1, channels: 2));
        lists.FromValues([1, 0, 1, 0, 1, 0]);
        image.FromValues([1, 0, 1, 0]);

        Should.Throw<ArgumentException>(() => lists.Add([1, 1, 1])).Message.ShouldBe("The tile takes 2 steps.");
        Should.Throw<ArgumentException>(() => image.Add([1, 1, 1, 1]));
        Should.Throw<ArgumentException>(lists.AddBits);
        Should.Throw<ArgumentException>(() => lists.FromBits(3));
        Should.Throw<ArgumentException>(() => lists.FromBits(3, 0));
        Should.Throw<ArgumentException>(() => lists.FromValues(new float[9]));
        Should.Throw<ArgumentException>(() => lists.FromValues(new float[9], 0));
    }

    // The elements about the ends of blocks, up to the most that there can be.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(512)]
    [InlineData(65535)]
    [InlineData(1 << 18)]
    public void BlockOf_AnyElement_IsTheQuotient(int length)
    {
        var last = int.MaxValue / length * (long)length;
        foreach (var end in new long[] { length, 5L * length, 16_842_752 / length * length, last - length, last })
        {
            foreach (var element in new[] { end - 1, end }.Where(element => element <= int.MaxValue))
            {
                SpikeLists.BlockOf((int)element, 1.0 / length).ShouldBe((int)(element / length), $"{element}");
            }
        }
    }

    private static int[] Of(SpikeLists lists, int step)
    {
        var (start, count) = lists.Of(step);
        return lists.Indices.Span.Slice(start, count).ToArray();
    }

    private static void SetBits(SpikeLists lists, float[] x, int size)
    {
        for (var place = 0; place < x.Length; place++)
        {
            var (step, i) = Math.DivRem(place, size);
            Unsafe.Add(ref lists.Bits, (step * lists.BytesPerStep) + (i / 8)) |= (byte)(x[place] != 0 ? 1 << (i % 8) : 0);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Cost.Families.Systolic;
using Xunit;

namespace Snnc.Cost.Tests.Families.Systolic;

/// <summary>The buffer of inputs against one that is written without regard to speed.</summary>
public sealed class InputBufferTests
{
    [Fact]
    public void Reads_OfRandomConvolutions_AreThoseOfASetThatIsEmptiedWhenFull()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 40; trial++)
        {
            var layer = new Layer(
                Channels: random.Next(1, 6), Filters: random.Next(1, 20), Pixels: random.Next(4, 11), Kernel: random.Next(1, 4),
                Stride: random.Next(1, 3), Padding: random.Next(0, 2));
            var (rows, columns, capacity) = (random.Next(2, 9), random.Next(2, 9), random.Next(100, 1200));

            var work = ArrayWork.Of(NetworkFile.WorkloadOf(layer.Text).Connections.Single());

            new InputBuffer(capacity).Reads(work, new ArrayPasses(rows, columns)).ShouldBe(layer.Reads(rows, columns, 50 * (capacity / 100)), layer.Text);
        }
    }

    [Fact]
    public void Reads_OfGroups_AreThoseOfEachGroup()
    {
        double Reads(int groups) => new InputBuffer(400).Reads(
            ArrayWork.Of(NetworkFile.WorkloadOf(new Layer(4 * groups, 6 * groups, 12, 3, 1, 1, groups).Text).Connections.Single()), new ArrayPasses(8, 4));

        Reads(3).ShouldBe(3 * Reads(1));
    }

    [Fact]
    public void Reads_OfAVeryLargeLayer_AreExtrapolatedFromItsFirstPasses()
    {
        ArrayWork Work(int filters) => ArrayWork.Of(
            NetworkFile.WorkloadOf(new Layer(64, filters, 112, 3, 1, 1).Text).Connections.Single());
        var (buffer, passes) = (new InputBuffer(32 << 10), new ArrayPasses(16, 8));

        // Four passes are within what is simulated, and forty are not.
        buffer.Reads(Work(320), passes).ShouldBe(10 * buffer.Reads(Work(32), passes), 1e-2 * buffer.Reads(Work(320), passes));
    }

    private sealed record Layer(int Channels, int Filters, int Pixels, int Kernel, int Stride, int Padding, int Groups = 1)
    {
        public string Text => $$"""
            network N {
                input x: frame[{{Channels}}, {{Pixels}}, {{Pixels}}];
                x -> c: conv2d({{Filters}}, kernel = {{Kernel}}, stride = {{Stride}}, padding = {{Padding}}, groups = {{Groups}});
                output y = c;
            }
            """;

        public int Reads(int rows, int columns, int half)
        {
            if (Channels * Pixels * Pixels <= half)
            {
                return Channels * Pixels * Pixels;
            }

            var (held, reads) = (new HashSet<(int, int, int)>(), 0);
            foreach (var asked in Enumerable.Repeat(Pass(rows).ToList(), (Filters + columns - 1) / columns).SelectMany(pass => pass))
            {
                if (held.Add(asked))
                {
                    reads++;
                    if (held.Count == half)
                    {
                        held.Clear();
                    }
                }
            }

            return reads;
        }

        // All requests with their cycles, in order of these.
        private IEnumerable<(int Y, int X, int C)> Pass(int rows)
        {
            var side = ((Pixels + (2 * Padding) - Kernel) / Stride) + 1;
            for (var fold = 0; fold * rows < side * side; fold++)
            {
                var requests =
                    from row in Enumerable.Range(0, Math.Min(rows, (side * side) - (fold * rows)))
                    let pixel = (fold * rows) + row
                    from dy in Enumerable.Range(0, Kernel)
                    from dx in Enumerable.Range(0, Kernel)
                    from c in Enumerable.Range(0, Channels)
                    let y = (pixel / side * Stride) - Padding + dy
                    let x = (pixel % side * Stride) - Padding + dx
                    where y >= 0 && y < Pixels && x >= 0 && x < Pixels
                    orderby row + (((dy * Kernel) + dx) * Channels) + c, row
                    select (y, x, c);
                foreach (var request in requests)
                {
                    yield return request;
                }
            }
        }
    }
}

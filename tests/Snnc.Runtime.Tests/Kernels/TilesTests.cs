using System;
using System.Linq;
using Shouldly;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

/// <summary>The kernels of tiles of outputs and steps against those of one step.</summary>
public sealed class TilesTests
{
    [Fact]
    public void DenseConnections_RandomSizes_EqualTheScalarResult()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var numbers = new Numbers(seed);
            var (steps, outputs, inputs) = (numbers.Between(1, 13), numbers.Between(1, 150), numbers.Between(1, 140));
            var weight = numbers.Weights(outputs * inputs);
            var bias = numbers.Between(0, 1) == 0 ? null : numbers.Weights(outputs);
            var hasValues = numbers.Between(0, 1) == 1;
            var x = numbers.Spikes(steps * inputs, numbers.Between(0, 10) / 10.0);
            x = hasValues ? x : [.. x.Select(value => value > 0 ? 1f : 0)];
            var (expected, whole) = (new float[steps * outputs], DenseWeights.Pack(weight, bias, outputs, inputs));
            Dense.Scalar<float, float>(x, whole, expected);
            var lists = new SpikeLists(inputs, steps, hasValues);
            lists.FromValues(x);
            var rows = new StepRows<float>(inputs, steps);
            rows.Fill(x);
            var (tiles, products) = (TiledWeights.Pack(weight, bias, outputs, inputs), TiledWeights.PackForProducts(weight, bias, outputs, inputs));

            Tiles(tiles, steps, (tile, y) => EventTiles.Sum(lists, tiles, tile, steps, y, tile * 64)).ShouldBe(expected, $"event, seed {seed}");
            Tiles(tiles, steps, (tile, y) => StationaryTiles.Sum(lists, tiles, tile, steps, y, tile * 64)).ShouldBe(expected, $"stationary, seed {seed}");
            Tiles(tiles, steps, (tile, y) => DenseTiles.Sum(rows, products, tile, steps, y, tile * 64)).ShouldBe(expected, $"dense, seed {seed}");
            Tiles(tiles, steps, (tile, y) => DenseTiles.Sum(rows, tiles, tile, steps, y, tile * 64)).ShouldBe(expected, $"dense in wide rows, seed {seed}");
            Tiles(tiles, steps, (tile, y) => SkipTiles.Sum(lists, products, tile, steps, y, tile * 64)).ShouldBe(expected, $"skip, seed {seed}");
            WholeRows(whole, lists, steps).ShouldBe(expected, $"rows, seed {seed}");
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(25)]
    [InlineData(64)]
    public void DenseConnections_OfManyInputs_EqualTheScalarResult(int steps)
    {
        foreach (var (inputs, outputs) in new[] { (128, 64), (129, 32), (300, 90), (513, 150) })
        {
            var numbers = new Numbers(inputs);
            var (weight, bias, x) = (numbers.Weights(outputs * inputs), numbers.Weights(outputs), numbers.Spikes(steps * inputs, 0.8));
            var expected = new float[steps * outputs];
            Dense.Scalar<float, float>(x, DenseWeights.Pack(weight, bias, outputs, inputs), expected);
            var rows = new StepRows<float>(inputs, steps);
            rows.Fill(x);
            var (tiles, products) = (TiledWeights.Pack(weight, bias, outputs, inputs), TiledWeights.PackForProducts(weight, bias, outputs, inputs));

            Tiles(tiles, steps, (tile, y) => DenseTiles.Sum(rows, products, tile, steps, y, tile * 64)).ShouldBe(expected, $"{inputs} inputs");
            Tiles(tiles, steps, (tile, y) => DenseTiles.Sum(rows, tiles, tile, steps, y, tile * 64)).ShouldBe(expected, $"{inputs} inputs in wide rows");
        }
    }

    // More weights than a core's own cache holds, whose inputs are no whole blocks: few events, some, and nearly all.
    [Theory]
    [InlineData(8, 0.02)]
    [InlineData(8, 0.5)]
    [InlineData(25, 0.2)]
    [InlineData(70, 0.9)]
    public void EventTiles_OfManyWeights_EqualTheScalarResult(int steps, double density)
    {
        var numbers = new Numbers(steps);
        var (inputs, outputs) = (2100, 70);
        var (weight, bias) = (numbers.Weights(outputs * inputs), numbers.Weights(outputs));
        float[] x = [.. numbers.Spikes(steps * inputs, density).Select(value => value > 0 ? 1f : 0)];
        var expected = new float[steps * outputs];
        Dense.Scalar<float, float>(x, DenseWeights.Pack(weight, bias, outputs, inputs), expected);
        var lists = new SpikeLists(inputs, steps);
        lists.FromValues(x);
        var tiles = TiledWeights.Pack(weight, bias, outputs, inputs);

        Tiles(tiles, steps, (tile, y) => EventTiles.Sum(lists, tiles, tile, steps, y, tile * 64)).ShouldBe(expected);
    }

    // Blocks of all inputs, of some, and of few; outputs that are no whole 256, nor eights.
    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(8, 0)]
    [InlineData(8, 0.02)]
    [InlineData(25, 0.02)]
    [InlineData(25, 0.3)]
    [InlineData(70, 1)]
    public void EventRows_OfAllSteps_EqualTheScalarResult(int steps, double density)
    {
        var numbers = new Numbers(steps);
        var (inputs, outputs) = (900, 530);
        var weights = DenseWeights.Pack(numbers.Weights(outputs * inputs), numbers.Weights(outputs), outputs, inputs);
        float[] x = [.. numbers.Spikes(steps * inputs, density).Select(value => value > 0 ? 1f : 0)];
        var expected = new float[steps * outputs];
        Dense.Scalar<float, float>(x, weights, expected);
        var lists = new SpikeLists(inputs, steps);
        lists.FromValues(x);

        WholeRows(weights, lists, steps).ShouldBe(expected);
    }

    [Fact]
    public void EventRows_OfMoreStepsThanThereAre_AreRefused()
    {
        var weights = DenseWeights.Pack(new float[12], null, 3, 4);

        Should.Throw<ArgumentException>(() => EventRows.Sum(new SpikeLists(4, 2), weights, 0, 2, new StepRows<float>(3, 1)));
        Should.Throw<ArgumentException>(() => EventRows.Sum(new SpikeLists(5, 1), weights, 0, 1, new StepRows<float>(3, 1)));
    }

    [Fact]
    public void DenseConnections_OfAnImageWithChannelsInnermost_TakeItsWeightsInOrder()
    {
        var numbers = new Numbers(1);
        var (channels, pixels, outputs) = (3, 10, 20);
        var weight = numbers.Weights(outputs * channels * pixels);
        var x = numbers.Spikes(channels * pixels, 0.4);
        var expected = new float[outputs];
        Dense.Scalar<float, float>(x, DenseWeights.Pack(weight, null, outputs, channels * pixels), expected);
        var lists = new SpikeLists(channels * pixels, 1, hasValues: true, channels: channels);
        lists.FromValues(x);
        var rows = new StepRows<float>(channels * pixels, 1);
        rows.FillChannelsLast(x, channels);
        var tiles = TiledWeights.Pack(weight, null, outputs, channels * pixels, channels);
        var products = TiledWeights.PackForProducts(weight, null, outputs, channels * pixels, channels);

        Tiles(tiles, 1, (tile, y) => EventTiles.Sum(lists, tiles, tile, 1, y)).ShouldBe(expected);
        Tiles(tiles, 1, (tile, y) => DenseTiles.Sum(rows, products, tile, 1, y)).ShouldBe(expected);
    }

    [Fact]
    public void Convolutions_RandomShapes_EqualTheScalarResult()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var numbers = new Numbers(seed);
            var shape = ConvShape.Rank2(
                numbers.Between(1, 9), numbers.Between(5, 11), numbers.Between(5, 11), numbers.OneOf(8, 16, 24, 32, 40, 56), numbers.Between(1, 5),
                numbers.Between(1, 3), numbers.Between(0, 2));
            EqualTheScalarResult(shape, numbers.Between(1, 4), numbers.Between(0, 10) / 10.0, numbers, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(64)]
    [InlineData(48)]
    [InlineData(72)]
    [InlineData(128)]
    public void Convolutions_OfManyOutputs_EqualTheScalarResult(int outputs)
    {
        foreach (var density in new[] { 0, 0.01, 0.05, 0.2, 0.5, 1 })
        {
            foreach (var stride in new[] { 1, 2 })
            {
                var shape = ConvShape.Rank2(9, 8, 8, outputs, 3, stride, padding: 1);
                EqualTheScalarResult(shape, 3, density, new Numbers(outputs), $"density {density}, stride {stride}");
            }
        }
    }

    [Fact]
    public void Pools_RandomShapes_EqualThoseOfPlanes()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var numbers = new Numbers(seed);
            var kernel = numbers.Between(1, 3);
            var shape = PoolShape.Square(numbers.Between(1, 20), numbers.Between(4, 9), numbers.Between(4, 9), kernel, numbers.Between(1, 3),
                numbers.Between(0, kernel / 2));
            var x = numbers.Signal(shape.InputLength);
            var last = new float[x.Length];
            Arrange.Transpose<float>(x, shape.Channels, last);
            Pooled(shape, y => PoolRows.Sum(last, shape, y)).ShouldBe(Plane(shape, y => Pool.Sum<float>(x, shape, y)), $"sum, seed {seed}");
            Pooled(shape, y => PoolRows.Average(last, shape, y)).ShouldBe(Plane(shape, y => Pool.Average(x, shape, y)), $"average, seed {seed}");
            Pooled(shape, y => PoolRows.Max(last, shape, y)).ShouldBe(Plane(shape, y => Pool.Max<float>(x, shape, y)), $"max, seed {seed}");
        }
    }

    [Fact]
    public void Pools_OfBits_EqualThoseOfPlanes()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var numbers = new Numbers(seed);
            var (kernel, stride) = seed % 3 == 0 ? (2, 2) : (numbers.Between(1, 4), numbers.Between(1, 3));
            var padding = seed % 3 == 0 ? 0 : numbers.Between(0, kernel - 1);
            var shape = PoolShape.Square(numbers.OneOf(8, 16, 24, 32, 40, 64), numbers.Between(4, 9), numbers.Between(4, 9), kernel, stride, padding);
            var x = Array.ConvertAll(numbers.Spikes(shape.InputLength, 0.5), value => value > 0 ? 1f : 0);
            var bits = Bits(shape, x);
            Pooled(shape, y => PoolBits.Sum(bits, shape, y)).ShouldBe(Plane(shape, y => Pool.Sum<float>(x, shape, y)), $"sum, seed {seed}");
            Pooled(shape, y => PoolBits.Average(bits, shape, y)).ShouldBe(Plane(shape, y => Pool.Average(x, shape, y)), $"average, seed {seed}");
            Pooled(shape, y => PoolBits.Max(bits, shape, y)).ShouldBe(Plane(shape, y => Pool.Max<float>(x, shape, y)), $"max, seed {seed}");
        }
    }

    [Fact]
    public void Pools_OfBitsIntoLists_ListTheirNumbers()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var numbers = new Numbers(seed);
            var (kernel, stride) = seed % 3 == 0 ? (2, 2) : (numbers.Between(1, 4), numbers.Between(1, 3));
            var shape = PoolShape.Square(numbers.OneOf(8, 16, 24, 32, 40, 64), numbers.Between(4, 9), numbers.Between(4, 9), kernel, stride);
            var rate = numbers.OneOf(0, 5, 50, 100) / 100.0;
            float[] Spikes() => Array.ConvertAll(numbers.Spikes(shape.InputLength, rate), value => value > 0 ? 1f : 0);
            byte[][] bits = [Bits(shape, Spikes()), Bits(shape, Spikes())];
            EqualLists(shape, bits, hasValues: true, (x, y) => PoolBits.Sum(x, shape, y), (x, y) => PoolBits.Sum(x, shape, y), $"sum, seed {seed}");
            EqualLists(shape, bits, hasValues: true, (x, y) => PoolBits.Average(x, shape, y), (x, y) => PoolBits.Average(x, shape, y), $"average, seed {seed}");
            EqualLists(shape, bits, seed % 2 == 0, (x, y) => PoolBits.Max(x, shape, y), (x, y) => PoolBits.Max(x, shape, y), $"max, seed {seed}");
        }
    }

    [Fact]
    public void Pools_TooFewBits_AreRefused()
    {
        var shape = PoolShape.Square(8, 4, 4, kernel: 2, stride: 2);
        Should.Throw<ArgumentException>(() => PoolBits.Sum(new byte[15], shape, new SpikeLists(32, 1)));
        Should.Throw<ArgumentException>(() => PoolBits.Sum(new byte[16], shape, new SpikeLists(31, 1)));
        Should.Throw<ArgumentException>(() => PoolBits.Sum(new byte[15], shape, new float[32]));
        Should.Throw<ArgumentException>(() => PoolBits.Sum(new byte[16], shape, new float[31]));
    }

    [Fact]
    public void Pack_ConvolutionWithoutTiles_IsRefused()
    {
        var shape = ConvShape.Rank2(2, 5, 5, 10, kernel: 3);
        ConvTileWeights.HasTiles(shape).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => ConvTileWeights.Pack(shape, new float[shape.WeightLength], null));
    }

    [Fact]
    public void Sum_TooFewLists_IsRefused()
    {
        var lists = new SpikeLists(8, 4);
        lists.FromValues(new float[8]);
        Should.Throw<ArgumentException>(
            () => EventTiles.Sum(lists, TiledWeights.Pack(new float[64], null, 8, 8), 0, 2, new StepRows<float>(8, 4)));
        Should.Throw<ArgumentException>(
            () => EventTiles.Sum(lists, TiledWeights.Pack(new float[64], null, 8, 8), 0, 1, new StepRows<float>(8, 4), 8));
    }

    [Fact]
    public void Sums_CalledAgain_AllocateNothing()
    {
        var numbers = new Numbers(1);
        var lists = new SpikeLists(40, 5);
        lists.FromValues(numbers.Spikes(200, 0.3));
        var weights = TiledWeights.Pack(numbers.Weights(4000), null, 100, 40);
        var sums = new StepRows<float>(64, 5);
        Allocations.Of(() => EventTiles.Sum(lists, weights, 0, 5, sums)).ShouldBe(0);
        Allocations.Of(() => StationaryTiles.Sum(lists, weights, 1, 5, sums)).ShouldBe(0);
    }

    private static void EqualTheScalarResult(ConvShape shape, int steps, double density, Numbers numbers, string name)
    {
        var weight = numbers.Weights(shape.WeightLength);
        var bias = numbers.Between(0, 1) == 0 ? null : numbers.Weights(shape.Outputs);
        var x = numbers.Spikes(steps * shape.InputLength, density);
        x = numbers.Between(0, 1) == 0 ? x : [.. x.Select(value => value > 0 ? 1f : 0)];
        var lists = new SpikeLists(shape.InputLength, steps, hasValues: true, channels: shape.Channels);
        lists.FromValues(x);
        var rows = new StepRows<float>(shape.InputLength, steps);
        rows.FillChannelsLast(x, shape.Channels);
        var weights = ConvTileWeights.Pack(shape, weight, bias);
        var expected = new float[steps * shape.OutputLength];
        for (var step = 0; step < steps; step++)
        {
            Conv.Scalar<float, float>(
                x.AsSpan(step * shape.InputLength, shape.InputLength),
                ConvWeights.Pack(shape, weight, bias),
                expected.AsSpan(step * shape.OutputLength, shape.OutputLength));
        }

        var width = shape.Columns.Outputs * shape.Outputs;
        Rows(shape, steps, (row, y) => ConvEventTiles.Sum(lists, weights, row, steps, y, row * width)).ShouldBe(expected, $"event, {name}");
        Rows(shape, steps, (row, y) => ConvEventTiles.Spread(lists, weights, row, steps, y, row * width)).ShouldBe(expected, $"spread, {name}");
        Rows(shape, steps, (row, y) => ConvDenseTiles.Sum(rows, weights, row, steps, y, row * width)).ShouldBe(expected, $"dense, {name}");
        if (shape.Outputs % 16 == 0)
        {
            Rows(shape, steps, (row, y) => ConvEventTiles.Gather(lists, weights, row, steps, y, row * width)).ShouldBe(expected, $"gather, {name}");
        }
    }

    private static float[] Tiles(TiledWeights weights, int steps, Action<int, StepRows<float>> sum)
    {
        var y = new StepRows<float>(weights.Outputs, steps);
        Enumerable.Range(0, weights.Tiles).ToList().ForEach(tile => sum(tile, y));
        var result = new float[weights.Outputs * steps];
        y.CopyTo(result);
        return result;
    }

    private static float[] WholeRows(DenseWeights<float> weights, SpikeLists lists, int steps)
    {
        var y = new StepRows<float>(weights.Outputs, steps);
        for (var tile = 0; tile * 256 < weights.Outputs; tile++)
        {
            EventRows.Sum(lists, weights, tile, steps, y, tile * 256);
        }

        var result = new float[weights.Outputs * steps];
        y.CopyTo(result);
        return result;
    }

    private static float[] Rows(ConvShape shape, int steps, Action<int, StepRows<float>> sum)
    {
        var y = new StepRows<float>(shape.OutputLength, steps);
        Enumerable.Range(0, shape.Rows.Outputs).ToList().ForEach(row => sum(row, y));
        var natural = new StepRows<float>(shape.OutputLength, steps);
        natural.SetNatural(y, shape.Outputs, steps);
        var result = new float[shape.OutputLength * steps];
        natural.CopyTo(result);
        return result;
    }

    // With the channels innermost, in as many bytes as there are.
    private static void EqualLists(
        PoolShape shape, byte[][] bits, bool hasValues, Action<byte[], SpikeLists> list, Action<byte[], float[]> pool, string name)
    {
        var (listed, expected) = (new SpikeLists(shape.OutputLength, 2, hasValues), new SpikeLists(shape.OutputLength, 2, hasValues));
        for (var step = 0; step < 2; step++)
        {
            var row = new float[shape.OutputLength];
            pool(bits[step], row);
            expected.Add(row);
            list(bits[step], listed);
            listed.Of(step).ShouldBe(expected.Of(step), name);
            var copy = new float[shape.OutputLength];
            listed.CopyTo(step, copy);
            copy.ShouldBe(row, name);
        }

        var entries = shape.OutputLength..(shape.OutputLength + listed.Events);
        listed.Indices.Span[entries].ToArray().ShouldBe(expected.Indices.Span[entries].ToArray(), name);
        listed.HasValues.ShouldBe(expected.HasValues, name);
    }

    private static byte[] Bits(PoolShape shape, float[] x)
    {
        var last = new float[x.Length];
        Arrange.Transpose<float>(x, shape.Channels, last);
        var bits = new byte[x.Length / 8];
        for (var i = 0; i < x.Length; i++)
        {
            bits[i / 8] |= (byte)(last[i] == 0 ? 0 : 1 << (i % 8));
        }

        return bits;
    }

    private static float[] Plane(PoolShape shape, Action<float[]> pool)
    {
        var y = new float[shape.OutputLength];
        pool(y);
        return y;
    }

    private static float[] Pooled(PoolShape shape, Action<float[]> pool)
    {
        var natural = new float[shape.OutputLength];
        Arrange.Transpose<float>(Plane(shape, pool), shape.OutputLength / shape.Channels, natural);
        return natural;
    }
}

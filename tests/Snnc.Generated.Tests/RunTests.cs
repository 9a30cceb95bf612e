using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Shouldly;
using Snnc.Generated.Tests.Networks;
using Snnc.Runtime;
using Xunit;

namespace Snnc.Generated.Tests;

/// <summary>Inferences one by one, in batches and on threads.</summary>
public sealed class RunTests
{
    private readonly Digits _digits = Digits.Load();

    [Fact]
    public void Run_ShippedImages_AreClassifiedAsTheSampleSays()
    {
        var right = 0;
        for (var i = 0; i < DigitImages.Count; i++)
        {
            long label = -1;
            _digits.Run(Image(i), label: new Span<long>(ref label));
            right += label == DigitImages.Labels[i] ? 1 : 0;
        }

        right.ShouldBe(499);
    }

    [Fact]
    public void Run_LeavesNoTraceInTheHeap()
    {
        var (scores, label, raster) = (new float[Digits.ScoresLength], new long[Digits.LabelLength], new float[Digits.RasterLength]);
        void Run(int image)
        {
            _digits.Run(Image(image), scores, label, raster);
            _digits.Run(Image(image), scores);
        }

        Run(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
        {
            Run(i);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Step_LeavesNoTraceInTheHeap()
    {
        var echo = Echo.Load();
        var (left, right, raster, counts) = (EchoRun.Left(0), EchoRun.Right(0), new float[Echo.RasterLength], new float[Echo.CountsLength]);
        echo.Step(left, right, raster, counts: counts);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            echo.Step(left, right, raster, counts: counts);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Run_OutputsLeftOut_AreTheSameAsAsked()
    {
        var (all, alone) = (new float[Digits.RasterLength], new float[Digits.RasterLength]);
        _digits.Run(Image(3), new float[10], new long[1], all);
        _digits.Run(Image(3), raster: alone);

        alone.ShouldBe(all);
        alone.Sum().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Run_SpansOfAnotherLength_AreRefused()
    {
        Should.Throw<ArgumentException>(() => _digits.Run(new float[783])).Message.ShouldStartWith("image has 783 elements, not 784.");
        Should.Throw<ArgumentException>(() => _digits.Run(new float[784], new float[9])).ParamName.ShouldBe("scores");
        Should.Throw<ArgumentException>(() => _digits.RunBatch(2, new float[784])).ParamName.ShouldBe("image");
        Should.Throw<ArgumentException>(() => _digits.RunBatch(2, 2, new float[2 * 784], new float[10])).ParamName.ShouldBe("scores");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(0)]
    public void RunBatch_OnThreads_GivesWhatOneThreadGives(int threads)
    {
        var (scores, labels) = (new float[DigitImages.Count * 10], new long[DigitImages.Count]);
        var (expected, expectedLabels) = (new float[DigitImages.Count * 10], new long[DigitImages.Count]);
        _digits.RunBatch(DigitImages.Count, DigitImages.Pixels, expected, expectedLabels);

        _digits.RunBatch(DigitImages.Count, threads, DigitImages.Pixels, scores, labels);

        scores.ShouldBe(expected);
        labels.ShouldBe(expectedLabels);
    }

    [Fact]
    public void RunBatch_OfRandomEncoders_CountsSamplesAlikeOnEveryThread()
    {
        const int Samples = 100;
        var several = Several.Load();
        var images = Enumerable.Range(0, Samples * Several.ClassLength).Select(i => (i % 13) / 6f).ToArray();
        var (expected, given) = (new float[Samples * Several.RasterLength], new float[Samples * Several.RasterLength]);
        for (var i = 0; i < Samples; i++)
        {
            several.Run(
                images.AsSpan(i * 6, 6), images.AsSpan(i * 6, 6), raster: expected.AsSpan(i * Several.RasterLength, Several.RasterLength), sample: 1000 + i);
        }

        several.RunBatch(Samples, 4, images, images, raster: given, firstSample: 1000);

        given.ShouldBe(expected);
        expected.Chunk(Several.RasterLength).Select(raster => string.Join("", raster)).Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void RunBatch_WithoutTime_GivesWhatEachGivesAlone()
    {
        const int Samples = 150;
        var frames = Frames.Load();
        var x = Enumerable.Range(0, Samples * Frames.XLength).Select(i => MathF.Cos(i)).ToArray();
        var (batch, threads, alone) = (new long[Samples], new long[Samples], new long[Samples]);
        frames.RunBatch(Samples, x, label: batch);
        frames.RunBatch(Samples, 3, x, label: threads);
        for (var i = 0; i < Samples; i++)
        {
            frames.Run(x.AsSpan(i * Frames.XLength, Frames.XLength), label: alone.AsSpan(i, 1));
        }

        batch.ShouldBe(alone);
        threads.ShouldBe(alone);
    }

    [Fact]
    public void Pool_OfClones_GivesWhatOneThreadGives()
    {
        var (expected, given) = (new long[DigitImages.Count], new long[DigitImages.Count]);
        _digits.RunBatch(DigitImages.Count, DigitImages.Pixels, label: expected);

        var pool = new NetworkPool(Digits.Load(), threads: 3);
        pool.RunBatch(
            0, DigitImages.Count, [DigitImages.Pixels],
            [new float[DigitImages.Count * Digits.ScoresLength], given, new float[DigitImages.Count * Digits.RasterLength]]);

        given.ShouldBe(expected);
    }

    [Fact]
    public void RunBatch_Cancelled_Ends()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => _digits.RunBatch(DigitImages.Count, 2, DigitImages.Pixels, cancellationToken: source.Token));
    }

    // Samples are handed out one after the other, in pieces: what was done before the call was cancelled stands, and pieces after that are not begun.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RunBatch_CancelledInTheMiddle_EndsAfterThePiecesUnderWay(int threads)
    {
        const int Samples = 4000;
        using var source = new CancellationTokenSource();
        var done = 0;
        var team = new BatchTeam<Digits>();

        Should.Throw<OperationCanceledException>(() => team.Run(
            _digits, Samples, threads,
            (network, from, count) =>
            {
                network.RunBatch(1, DigitImages.Pixels.AsSpan(0, Digits.ImageLength));
                if (Interlocked.Add(ref done, count) >= Samples / 2)
                {
                    source.Cancel();
                }
            },
            source.Token));

        done.ShouldBeInRange(Samples / 2, Samples - 1);

        // The team is as good as new.
        done = 0;
        team.Run(_digits, Samples, threads, (_, _, count) => Interlocked.Add(ref done, count), default);
        done.ShouldBe(Samples);
    }

    [Fact]
    public void Clones_OnEightThreads_GiveWhatOneGives()
    {
        var expected = Labels(_digits);

        var given = new long[8][];
        var threads = Enumerable.Range(0, 8).Select(i => _digits.Clone() is var clone ? new Thread(() => given[i] = Labels(clone)) : null!).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        given.ShouldAllBe(labels => labels.SequenceEqual(expected));
    }

    [Fact]
    public void Streams_OnEightThreads_GiveWhatOneGives()
    {
        var expected = EchoRun.Steps(Echo.Load(), 0, EchoRun.Length);
        var common = Echo.Load();
        EchoRun.Steps(common, 0, 10);

        var given = new string[8][];
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => given[i] = [.. EchoRun.Steps(Copy(common), 10, EchoRun.Length)]);

        given.ShouldAllBe(steps => steps.SequenceEqual(expected.Skip(10)));
    }

    // Reading a state while others do is safe.
    private static Echo Copy(Echo network)
    {
        lock (network)
        {
            return network.Clone();
        }
    }

    private static long[] Labels(Digits network)
    {
        var labels = new long[100];
        network.RunBatch(100, DigitImages.Pixels.AsSpan(0, 100 * 784), label: labels);
        return labels;
    }

    private static ReadOnlySpan<float> Image(int index) => DigitImages.Pixels.AsSpan(index * Digits.ImageLength, Digits.ImageLength);
}

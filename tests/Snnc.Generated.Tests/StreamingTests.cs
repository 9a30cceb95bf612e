using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Shouldly;
using Snnc.Generated.Tests.Networks;
using Snnc.Runtime;
using Xunit;

namespace Snnc.Generated.Tests;

/// <summary>Events in, step by step out.</summary>
public sealed class StreamingTests
{
    // Four events of which two fall in step 3, and a pause.
    private static readonly InputEvent[] Events = [new(0.0005, 1, 9), new(0.0031, 0, 9), new(0.0039, 2, 9), new(0.0252, 3, 9)];

    [Fact]
    public async Task RunAsync_Events_GivesWhatStepsGive()
    {
        var (network, byHand) = (Echo.Load(), Echo.Load());
        var outputs = await ListOf(network.RunAsync(Stream(Events)));

        outputs.Select(output => output.Step).ShouldBe(Enumerable.Range(0, 26).Select(step => (long)step));
        foreach (var output in outputs)
        {
            var (left, raster, membrane) = (new float[4], new float[6], new float[6]);
            foreach (var given in Events.Where(given => (int)(given.Seconds * 1000) == output.Step))
            {
                left[given.Index] += given.Value;
            }

            byHand.Step(left, new float[3], raster, membrane);
            output["raster"].ShouldBe(raster);
            output["membrane"].ShouldBe(membrane);
            output.IsReady("counts").ShouldBe(output.Step % 10 == 9);
            output.IsReady("best").ShouldBe(output.Step % 20 == 19);
        }

        outputs[19].Whole("best").Length.ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => outputs[0]["counts"]).Message.ShouldContain("is not ready in step 0");
        Should.Throw<InvalidOperationException>(() => outputs[19]["best"]);
        Should.Throw<KeyNotFoundException>(() => outputs[0]["nothing"]).Message.ShouldContain("has no output 'nothing'");
    }

    [Fact]
    public async Task RunAsync_Spikes_AreEventsToo()
    {
        var outputs = await ListOf(Echo.Load().RunAsync(Stream(Events)));

        var events = outputs.SelectMany(output => output.Spikes("raster").ToEvents()).ToList();
        events.Count.ShouldBeGreaterThan(0);
        events.ShouldBe(outputs.SelectMany(output => output["raster"].Select((count, neuron) => new SpikeEvent(output.Step, neuron, count)))
            .Where(spike => spike.Count != 0));
    }

    [Fact]
    public async Task RunAsync_WhileNothingComes_WaitsAndIsCancelled()
    {
        var events = Channel.CreateUnbounded<InputEvent>();
        using var source = new CancellationTokenSource();
        var network = Echo.Load();
        await events.Writer.WriteAsync(new InputEvent(0, 0));
        await events.Writer.WriteAsync(new InputEvent(0.0051, 1));
        var steps = 0;
        var run = Task.Run(async () =>
        {
            await foreach (var output in network.RunAsync(events.Reader.ReadAllAsync(), cancellationToken: source.Token))
            {
                steps++;
                if (output.Step == 4)
                {
                    await source.CancelAsync();
                }
            }
        });

        await Should.ThrowAsync<OperationCanceledException>(run);
        steps.ShouldBe(5);

        // It stands after five whole steps.
        var expected = Echo.Load();
        expected.Step([1, 0, 0, 0], new float[3]);
        Enumerable.Range(0, 4).ToList().ForEach(_ => expected.Step(new float[4], new float[3]));
        network.SaveState().ShouldBe(expected.SaveState());
    }

    [Fact]
    public async Task RunAsync_OverAnHourWithoutEvents_IsCancelledBetweenSteps()
    {
        using var source = new CancellationTokenSource();
        var steps = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Echo.Load().RunAsync(Stream([new InputEvent(3600, 0)])).WithCancellation(source.Token))
            {
                steps++;
                await source.CancelAsync();
            }
        });
        steps.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_FromASavedState_GoesOnThere()
    {
        var whole = await ListOf(Echo.Load().RunAsync(Stream(Events)));
        var first = Echo.Load();
        await ListOf(first.RunAsync(Stream(Events.Take(3))));
        var second = Echo.Load();
        second.LoadState(first.SaveState());

        var rest = await ListOf(second.RunAsync(Stream(Events.Skip(3)), firstStep: 4));

        rest.Select(output => output.Step).ShouldBe(whole.Skip(4).Select(output => output.Step));
        rest.SelectMany(output => output["membrane"]).ShouldBe(whole.Skip(4).SelectMany(output => output["membrane"]));
    }

    [Fact]
    public async Task RunAsync_EventsThatThereCannotBe_AreRefused()
    {
        Should.Throw<ArgumentException>(() => Digits.Load().RunAsync(Stream([]))).Message.ShouldContain("is no stream");
        foreach (var wrong in new InputEvent[] { new(0, 4), new(0, -1), new(0, 0, 1, 2), new(double.NaN, 0), new(double.PositiveInfinity, 0) })
        {
            await Should.ThrowAsync<ArgumentException>(async () => await ListOf(Echo.Load().RunAsync(Stream([wrong]))));
        }
    }

    private static async IAsyncEnumerable<InputEvent> Stream(IEnumerable<InputEvent> events, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var next in events)
        {
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            yield return next;
        }
    }

    private static async Task<List<StepOutput>> ListOf(IAsyncEnumerable<StepOutput> outputs)
    {
        var all = new List<StepOutput>();
        await foreach (var output in outputs)
        {
            all.Add(output);
        }

        return all;
    }
}

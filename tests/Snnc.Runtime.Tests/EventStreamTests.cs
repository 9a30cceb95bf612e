using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Xunit;

namespace Snnc.Runtime.Tests;

/// <summary>Events that come one by one are taken step by step.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public void EventsOfOneStep_AreAddedUp_AndStepsWithoutEventsAreTakenToo()
    {
        var network = new StreamOfInputs(isStream: true);
        var outputs = new List<float[]>();
        var stream = new EventStream(network, 1e-3, (values, ready) => outputs.Add([.. (float[])values[0]]));

        stream.Add(0, 0);
        stream.Add(0.0004, 0);
        stream.Add(0.0009, 2, value: 0.5f);
        stream.Add(0.003, 1);
        network.Given.Count.ShouldBe(3);
        stream.AdvanceTo(0.0045);

        network.Given.ShouldBe([[2, 0, 0.5f], [0, 0, 0], [0, 0, 0], [0, 1, 0]]);
        outputs.Select(values => values[0]).ShouldBe([2.5f, 1]);
        stream.Steps.ShouldBe(4);
    }

    [Fact]
    public void TimesThatAreWholeSteps_BelongToTheLaterStep_HoweverTheyAreRounded()
    {
        var network = new StreamOfInputs(isStream: true);
        var stream = new EventStream(network, 1e-4, (_, _) => { });
        for (var step = 0; step < 3000; step++)
        {
            stream.Add(step * 100 * 1e-6, 0);
        }

        stream.AdvanceTo(0.3);
        network.Given.Count.ShouldBe(3000);
        network.Given.ShouldAllBe(given => given[0] == 1);
    }

    [Fact]
    public void EventThatComesTooLate_CountsInThePresentStep()
    {
        var network = new StreamOfInputs(isStream: true);
        var stream = new EventStream(network, 1e-3, (_, _) => { });
        stream.Add(0.0025, 0);
        stream.Add(0.0001, 1);
        stream.AdvanceTo(0.003);
        network.Given.ShouldBe([[0, 0, 0], [0, 0, 0], [1, 1, 0]]);
    }

    [Fact]
    public void NetworkThatIsNoStream_OrAStepWithoutTime_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new EventStream(new StreamOfInputs(isStream: false), 1e-3, (_, _) => { })).Message.ShouldContain("is no stream");
        Should.Throw<ArgumentException>(() => new EventStream(new StreamOfInputs(isStream: true), 0, (_, _) => { })).Message.ShouldContain("must take time");
    }

    // Keeps what each step is given; its output is the sum, ready where that is not 0.
    private sealed class StreamOfInputs(bool isStream) : INetwork
    {
        public List<float[]> Given { get; } = [];

        public string Name => "Sums";

        public IReadOnlyList<ValueInfo> Inputs { get; } = [new ValueInfo("x", ValueKind.Spikes, [3], false)];

        public IReadOnlyList<ValueInfo> Outputs { get; } = [new ValueInfo("y", ValueKind.Signal, [1], false)];

        public int? Steps => null;

        public bool IsStream => isStream;

        public IReadOnlyList<NodeInfo> Nodes => [];

        public IStepObserver? Observer { get; set; }

        public bool Step(float[][] inputs, Array[] outputs, Span<bool> ready)
        {
            Given.Add([.. inputs[0]]);
            ((float[])outputs[0])[0] = inputs[0].Sum();
            return ready[0] = inputs[0].Sum() != 0;
        }

        public void Run(long sample, float[][] inputs, Array[] outputs) => throw new InvalidOperationException();

        public void Reset() => Given.Clear();

        public INetwork Clone() => new StreamOfInputs(isStream);

        public byte[] SaveState() => [];

        public void LoadState(ReadOnlySpan<byte> snapshot)
        {
        }
    }
}

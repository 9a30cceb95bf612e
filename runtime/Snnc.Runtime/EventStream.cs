using System;

namespace Snnc.Runtime;

/// <summary>
/// Feeds events to a stream as they come, as from an event camera: those of one step are added up, and the step is taken as soon as an event of a
/// later one comes. For one thread at a time.
/// </summary>
public sealed class EventStream
{
    // A time that is a whole number of steps belongs to the later step, whatever the division rounds to.
    private const double Rounding = 1e-9;

    private readonly INetwork _network;
    private readonly double _stepSeconds;
    private readonly Action<Array[], bool[]> _taken;
    private readonly float[][] _inputs;

    /// <summary>Makes a stream.</summary>
    /// <param name="network">A network without a number of steps.</param>
    /// <param name="stepSeconds">How long one of its steps is.</param>
    /// <param name="taken">Is called after each step that gave an output, with the outputs and which of them are ready; both are used again.</param>
    /// <param name="firstStep">The step that comes next, where the network goes on from a saved state; step n begins at n steps' time.</param>
    /// <exception cref="ArgumentException">The network is no stream, or a step takes no time.</exception>
    public EventStream(INetwork network, double stepSeconds, Action<Array[], bool[]> taken, long firstStep = 0)
    {
        if (!network.IsStream || !(stepSeconds > 0))
        {
            throw new ArgumentException(network.IsStream ? "A step must take time." : $"The network {network.Name} is no stream.");
        }

        (_network, _stepSeconds, _taken, Steps) = (network, stepSeconds, taken, firstStep);
        _inputs = Array.ConvertAll([.. network.Inputs], input => new float[input.Length]);
        Outputs = Array.ConvertAll([.. network.Outputs], Room);
        Ready = new bool[Outputs.Length];
    }

    /// <summary>Gets the step that comes next: how many were taken, counted from the first.</summary>
    public long Steps { get; private set; }

    /// <summary>Gets what the last step gave.</summary>
    internal Array[] Outputs { get; }

    /// <summary>Gets which outputs it gave.</summary>
    internal bool[] Ready { get; }

    /// <summary>Adds an event, after taking the steps that end before it.</summary>
    /// <inheritdoc cref="Add(in InputEvent)"/>
    /// <param name="seconds">When it was; one that comes too late, after its step was taken, counts in the present step.</param>
    /// <param name="index">Its place in the input, in C order: for <c>[polarity, y, x]</c> that is (polarity * height + y) * width + x.</param>
    /// <param name="value">What it adds there.</param>
    /// <param name="input">Which input it is for.</param>
    public void Add(double seconds, int index, float value = 1, int input = 0) => Add(new InputEvent(seconds, index, value, input));

    /// <summary>Adds an event, after taking the steps that end before it.</summary>
    /// <exception cref="ArgumentException">There is no such place in the input, no such input, or no such time.</exception>
    public void Add(in InputEvent given)
    {
        AdvanceTo(given.Seconds);
        Put(given);
    }

    /// <summary>Takes the steps that end at or before a time, so that time goes on without events.</summary>
    public void AdvanceTo(double seconds)
    {
        for (var step = StepAt(seconds); Steps < step;)
        {
            if (Take())
            {
                _taken(Outputs, Ready);
            }
        }
    }

    /// <summary>The step that is under way at a time.</summary>
    internal long StepAt(double seconds) => double.IsFinite(seconds)
        ? (long)Math.Floor((seconds / _stepSeconds) + Rounding)
        : throw new ArgumentException($"An event cannot be at {seconds} seconds.", nameof(seconds));

    /// <summary>Adds an event to the step that comes next.</summary>
    internal void Put(in InputEvent given)
    {
        if ((uint)given.Input >= (uint)_inputs.Length || (uint)given.Index >= (uint)_inputs[given.Input].Length)
        {
            throw new ArgumentException($"The network {_network.Name} has no place {given.Index} in an input {given.Input}.", nameof(given));
        }

        _inputs[given.Input][given.Index] += given.Value;
    }

    /// <summary>Takes the step that comes next.</summary>
    /// <returns>Whether it gave an output.</returns>
    internal bool Take()
    {
        var any = _network.Step(_inputs, Outputs, Ready);
        Array.ForEach(_inputs, Array.Clear);
        Steps++;
        return any;
    }

    private static Array Room(ValueInfo output) => output.IsInt ? new long[output.Length] : new float[output.Length];
}

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
    private readonly Array[] _outputs;
    private readonly bool[] _ready;

    /// <summary>Makes a stream whose time starts at 0.</summary>
    /// <param name="network">A network without a number of steps.</param>
    /// <param name="stepSeconds">How long one of its steps is.</param>
    /// <param name="taken">Is called after each step that gave an output, with the outputs and which of them are ready; both are used again.</param>
    /// <exception cref="ArgumentException">The network is no stream, or a step takes no time.</exception>
    public EventStream(INetwork network, double stepSeconds, Action<Array[], bool[]> taken)
    {
        if (!network.IsStream || !(stepSeconds > 0))
        {
            throw new ArgumentException(network.IsStream ? "A step must take time." : $"The network {network.Name} is no stream.");
        }

        (_network, _stepSeconds, _taken) = (network, stepSeconds, taken);
        _inputs = Array.ConvertAll([.. network.Inputs], input => new float[input.Length]);
        _outputs = Array.ConvertAll([.. network.Outputs], Room);
        _ready = new bool[_outputs.Length];
    }

    /// <summary>Gets the number of steps that were taken.</summary>
    public long Steps { get; private set; }

    /// <summary>Adds an event, after taking the steps that end before it.</summary>
    /// <param name="seconds">When it was; one that comes too late, after its step was taken, counts in the present step.</param>
    /// <param name="index">Its place in the input, in C order: for <c>[polarity, y, x]</c> that is (polarity * height + y) * width + x.</param>
    /// <param name="value">What it adds there.</param>
    /// <param name="input">Which input it is for.</param>
    public void Add(double seconds, int index, float value = 1, int input = 0)
    {
        AdvanceTo(seconds);
        _inputs[input][index] += value;
    }

    /// <summary>Takes the steps that end at or before a time, so that time goes on without events.</summary>
    public void AdvanceTo(double seconds)
    {
        for (var step = Math.Floor((seconds / _stepSeconds) + Rounding); Steps < step; Steps++)
        {
            if (_network.Step(_inputs, _outputs, _ready))
            {
                _taken(_outputs, _ready);
            }

            Array.ForEach(_inputs, Array.Clear);
        }
    }

    private static Array Room(ValueInfo output) => output.IsInt ? new long[output.Length] : new float[output.Length];
}

using System;
using System.Collections.Generic;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Cli.Data.Events;

/// <summary>Sorts the events of recordings into the steps and places of an input.</summary>
internal sealed class EventBins
{
    // A time that is a whole number of steps belongs to the later step, whatever the division rounds to.
    private const double Rounding = 1e-9;

    private readonly List<(int[] Places, float[]? Values)> _recordings = [];
    private readonly List<int> _places = [];
    private readonly List<float> _values = [];
    private readonly int _steps;

    /// <param name="path">The file, for messages.</param>
    /// <param name="input">The input that the events feed.</param>
    /// <param name="time">The network's time.</param>
    /// <exception cref="DiagnosticException">The input does not change in time, or no step is declared.</exception>
    public EventBins(string path, Node input, TimeBase time)
    {
        if (input.Type.Kind == ValueKind.Frame || time.StepSeconds is not { } step || time.Steps is not { } steps)
        {
            var hint = "declare it as spikes, and say how long a step is: time { step = 1 ms; steps = 300; }";
            throw Wrong(path, $"it holds events, but input '{input.Name}' has no steps of a known time to take them", hint);
        }

        if (steps * input.Type.Shape.Size > Array.MaxLength)
        {
            throw Wrong(path, $"a sample of input '{input.Name}' is {steps} steps of {input.Type.Shape.Size} numbers, more than can be read at once");
        }

        (Path, Input, StepSeconds, _steps) = (path, input, step, steps);
    }

    public string Path { get; }

    public Node Input { get; }

    /// <summary>Gets the length of a step in seconds.</summary>
    public double StepSeconds { get; }

    public Shape Shape => Input.Type.Shape;

    /// <summary>The error of a file of events.</summary>
    public static DiagnosticException Wrong(string path, string message, string? hint = null) => new(Catalog.UnreadableData(path, message, hint));

    /// <summary>Adds an event of a camera, of an input <c>[polarity, y, x]</c>.</summary>
    /// <param name="seconds">When.</param>
    /// <param name="x">The column, from 0.</param>
    /// <param name="y">The row, from 0.</param>
    /// <param name="polarity">0 for OFF, 1 for ON.</param>
    /// <exception cref="DiagnosticException">The input has no such place.</exception>
    public void Add(double seconds, long x, long y, long polarity)
    {
        if (Shape.Rank != 3)
        {
            var message = $"it holds events of a camera, but input '{Input.Name}' has the shape {Shape}";
            throw Wrong(Path, message, "declare it as spikes[2, HEIGHT, WIDTH]");
        }

        if (polarity < 0 || polarity >= Shape[0] || y < 0 || y >= Shape[1] || x < 0 || x >= Shape[2])
        {
            var place = $"x = {x}, y = {y}, polarity {polarity}";
            throw Wrong(Path, $"recording {_recordings.Count} has an event at {place}, which input '{Input.Name}' of shape {Shape} does not have");
        }

        Add(StepOf(seconds), (((polarity * Shape[1]) + y) * Shape[2]) + x, 1);
    }

    /// <summary>Adds an event at an index into the flattened input. What comes after the last step is left out.</summary>
    /// <param name="step">Its step.</param>
    /// <param name="index">Its place in C order.</param>
    /// <param name="value">What it adds there.</param>
    /// <exception cref="DiagnosticException">The input has no such place, or the event is before the first step.</exception>
    public void Add(double step, long index, float value)
    {
        if (!(step >= 0) || index < 0 || index >= Shape.Size)
        {
            var place = $"index {index} in step {step}";
            throw Wrong(Path, $"recording {_recordings.Count} has an event at {place}, which input '{Input.Name}' of shape {Shape} does not have");
        }

        if (step < _steps)
        {
            _places.Add((int)(((long)step * Shape.Size) + index));
            _values.Add(value);
        }
    }

    /// <summary>The step that a time in seconds falls into.</summary>
    public double StepOf(double seconds) => Math.Floor((seconds / StepSeconds) + Rounding);

    /// <summary>The step that ends at a time or contains it.</summary>
    public double StepEndingAt(double seconds) => Math.Max(0, Math.Ceiling((seconds / StepSeconds) - Rounding) - 1);

    /// <summary>Ends a recording; the next event belongs to the next one.</summary>
    public void EndRecording()
    {
        _recordings.Add(([.. _places], _values.TrueForAll(value => value == 1) ? null : [.. _values]));
        _places.Clear();
        _values.Clear();
    }

    /// <summary>All recordings as samples.</summary>
    public InputArray ToSamples() => new(Input, new BinnedEvents(_recordings), (int)(_steps * Shape.Size));
}

using System;
using Snnc.Runtime.Kernels;

namespace Snnc.Runtime;

/// <summary>Tells an observer, if there is one, the steps of a tile one after the other. Only here memory is asked for while a network
/// runs.</summary>
public static class StepObservation
{
    /// <summary>Rows in natural order.</summary>
    /// <param name="node">The place in <see cref="INetwork.Nodes"/>.</param>
    /// <param name="first">The step of the first row.</param>
    public static void Values(IStepObserver? observer, int node, int first, int steps, StepRows<float> rows)
    {
        for (var step = 0; observer is not null && step < steps; step++)
        {
            observer.OnValues(node, first + step, rows[step]);
        }
    }

    /// <inheritdoc cref="Values(IStepObserver, int, int, int, StepRows{float})"/>
    public static void Values(IStepObserver? observer, int node, int first, int steps, StepRows<long> rows)
    {
        for (var step = 0; observer is not null && step < steps; step++)
        {
            observer.OnValues(node, first + step, rows[step]);
        }
    }

    /// <summary>Rows with the channels innermost.</summary>
    /// <inheritdoc cref="Values(IStepObserver, int, int, int, StepRows{float})"/>
    public static void Values(IStepObserver? observer, int node, int first, int steps, StepRows<float> rows, int channels)
    {
        if (observer is not null)
        {
            var natural = new StepRows<float>(rows.Size, steps);
            natural.SetNatural(rows, channels, steps);
            Values(observer, node, first, steps, natural);
        }
    }

    /// <summary>The values [pixels, channels] of one step.</summary>
    /// <param name="node">The place in <see cref="INetwork.Nodes"/>.</param>
    public static void ChannelsLast(IStepObserver? observer, int node, int step, ReadOnlySpan<float> values, int channels)
    {
        if (observer is not null)
        {
            var natural = new float[values.Length];
            Arrange.Transpose(values, values.Length / channels, natural);
            observer.OnValues(node, step, natural);
        }
    }

    /// <summary>Lists of what is not 0.</summary>
    /// <inheritdoc cref="Values(IStepObserver, int, int, int, StepRows{float}, int)"/>
    public static void Values(IStepObserver? observer, int node, int first, int steps, SpikeLists lists, int channels)
    {
        for (var step = 0; observer is not null && step < steps; step++)
        {
            var row = new float[lists.Size];
            lists.CopyTo(step, row);
            var natural = new float[lists.Size];
            Arrange.Transpose<float>(row, lists.Size / channels, natural);
            observer.OnValues(node, first + step, natural);
        }
    }

    /// <summary>Bits of spikes.</summary>
    /// <inheritdoc cref="Values(IStepObserver, int, int, int, StepRows{float}, int)"/>
    public static void Values(IStepObserver? observer, int node, int first, int steps, StepBits bits, int channels)
    {
        for (var step = 0; observer is not null && step < steps; step++)
        {
            var row = new float[bits.Size];
            bits.CopyTo(step, row);
            ChannelsLast(observer, node, first + step, row, channels);
        }
    }

    /// <summary>An input as the caller gave it.</summary>
    /// <param name="size">Elements of a step.</param>
    /// <inheritdoc cref="Values(IStepObserver, int, int, int, StepRows{float})"/>
    public static void Values(IStepObserver? observer, int node, int first, ReadOnlySpan<float> values, int size)
    {
        for (var step = 0; observer is not null && step < values.Length / size; step++)
        {
            observer.OnValues(node, first + step, values.Slice(step * size, size));
        }
    }

    /// <summary>Rows of a state.</summary>
    /// <param name="state">The place in the node's states.</param>
    /// <inheritdoc cref="Values(IStepObserver, int, int, int, StepRows{float})"/>
    public static void States(IStepObserver? observer, int node, int state, int first, int steps, StepRows<float> rows)
    {
        for (var step = 0; observer is not null && step < steps; step++)
        {
            observer.OnStates(node, state, first + step, rows[step]);
        }
    }

    /// <inheritdoc cref="States(IStepObserver, int, int, int, int, StepRows{float})"/>
    public static void States(IStepObserver? observer, int node, int state, int first, int steps, StepRows<long> rows)
    {
        for (var step = 0; observer is not null && step < steps; step++)
        {
            observer.OnStates(node, state, first + step, rows[step]);
        }
    }
}

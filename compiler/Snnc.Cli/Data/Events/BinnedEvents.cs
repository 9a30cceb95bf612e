using System;
using System.Collections.Generic;

namespace Snnc.Cli.Data.Events;

/// <summary>Recordings of events as the samples of an input: what falls into the same step at the same place is added up.</summary>
/// <param name="recordings">For each the places in a sample, and the values where they are not all 1.</param>
internal sealed class BinnedEvents(IReadOnlyList<(int[] Places, float[]? Values)> recordings) : ISamples
{
    public int Count => recordings.Count;

    public void Read(int sample, float[] buffer)
    {
        Array.Clear(buffer);
        var (places, values) = recordings[sample];
        for (var i = 0; i < places.Length; i++)
        {
            buffer[places[i]] += values is null ? 1 : values[i];
        }
    }
}

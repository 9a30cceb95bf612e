using System;

namespace Snnc.Benchmarks;

/// <summary>Seeded inputs and weights.</summary>
internal sealed class SpikeData(int seed)
{
    private readonly Random _random = new(seed);

    public float[] Weights(int length) => Array.ConvertAll(new float[length], _ => _random.Next(-512, 513) / 4096f);

    /// <summary>Spikes of so many steps; a single step would be learnt by the branch predictor.</summary>
    public float[][] Steps(int steps, int length, double rate) => Array.ConvertAll(new float[steps][], _ => Spikes(length, rate));

    private float[] Spikes(int length, double rate) => Array.ConvertAll(new float[length], _ => _random.NextDouble() < rate ? 1f : 0);
}
